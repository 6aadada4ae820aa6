import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import { UserErased } from '@haat/contracts/events/user-erased.v1.ts';
import { UserRegistered } from '@haat/contracts/events/user-registered.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = {
  service: 'auth',
  publishes: [UserRegistered, EmailVerified, UserErased, PrivilegedAct],
  consumes: [PrivilegedAct, SellerMemberAdded, SellerMemberChanged, SellerMemberRemoved],
};
