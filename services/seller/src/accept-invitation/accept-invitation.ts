import { SellerMemberAdded } from '@haat/contracts/events/seller-member-added.v1.ts';
import type { Membership } from '@haat/contracts/http/seller.ts';
import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { takeInvitation } from '../db/invitation-repository.ts';
import { insertMember, lockAccount, nextMembershipChange } from '../db/member-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { AlreadyMember, InvitationNotFound } from '../domain/team.errors.ts';

export const ACCEPT_ERRORS = [InvitationNotFound, AlreadyMember] as const;

/** The account's address was proved when it was made, so it is all that an invitation needs to know of it. */
export async function acceptInvitation(
  database: Database<SellerTables>,
  source: ActSource,
  id: string,
): Promise<Membership> {
  return database.transaction(async (unit) => {
    const { userId, email, name } = source.actor;
    await lockAccount(unit.query, userId);
    const invitation = await takeInvitation(unit.query, id, email);
    if (!invitation) throw InvitationNotFound();
    const { store_id: sellerId, role } = invitation;
    if (!(await insertMember(unit.query, { sellerId, userId, role, email, name }))) throw AlreadyMember();
    unit.emit(SellerMemberAdded, { sellerId, userId, role }, await nextMembershipChange(unit.query));
    auditPrivilegedAct(unit, source, {
      action: 'store.member-added',
      subject: { type: 'user', id: userId },
      after: { sellerId, role, invitedBy: invitation.invited_by },
    });
    return { sellerId, role };
  });
}
