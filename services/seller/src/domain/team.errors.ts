import { defineError } from '@haat/platform/errors/domain-error.ts';

export const MemberNotFound = defineError('seller.member-not-found', 404, 'This store has no such member.');
export const InvitationNotFound = defineError(
  'seller.invitation-not-found',
  404,
  'There is no such invitation, or it is too late for it.',
);
export const LastOwner = defineError(
  'seller.last-owner',
  409,
  'A store keeps at least one owner. Make somebody else an owner first.',
);
export const AlreadyMember = defineError(
  'seller.already-member',
  409,
  'This account acts for a store already.',
);
export const TeamTooLarge = defineError(
  'seller.team-too-large',
  409,
  'The team has as many members and invitations as a store may have.',
);
