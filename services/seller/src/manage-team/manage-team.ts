import { SellerMemberChanged } from '@haat/contracts/events/seller-member-changed.v1.ts';
import { SellerMemberRemoved } from '@haat/contracts/events/seller-member-removed.v1.ts';
import type { InviteBody } from '@haat/contracts/http/seller.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole } from '@haat/contracts/permissions.ts';
import { type ActSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import {
  deleteInvitation,
  type InvitationRow,
  listInvitations,
  saveInvitation,
} from '../db/invitation-repository.ts';
import {
  lockTeam,
  type MemberRow,
  markRemoved,
  nextMembershipChange,
  setRole,
} from '../db/member-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { InvitationNotFound, LastOwner, MemberNotFound, TeamTooLarge } from '../domain/team.errors.ts';

const MOST = 50;

/** Who changes which store's team. */
export interface TeamKeeper extends ActSource {
  readonly sellerId: SellerId;
}

export const INVITE_ERRORS = [TeamTooLarge] as const;

/** Alike whether the address has an account: nobody learns that by inviting it. */
export async function invite(
  database: Database<SellerTables>,
  keeper: TeamKeeper,
  body: InviteBody,
): Promise<InvitationRow> {
  return database.transaction(async (unit) => {
    const members = await lockTeam(unit.query, keeper.sellerId);
    const invitations = await listInvitations(unit.query, keeper.sellerId);
    if (members.length + invitations.length >= MOST) throw TeamTooLarge();
    const invitation = await saveInvitation(unit.query, {
      ...body,
      sellerId: keeper.sellerId,
      invitedBy: keeper.actor.userId,
    });
    auditPrivilegedAct(unit, keeper, {
      action: 'store.member-invited',
      subject: { type: 'store', id: keeper.sellerId },
      after: { email: invitation.email, role: invitation.role },
    });
    return invitation;
  });
}

export const CHANGE_MEMBER_ERRORS = [MemberNotFound, LastOwner] as const;

export async function changeMember(
  database: Database<SellerTables>,
  keeper: TeamKeeper,
  userId: UserId,
  role: SellerRole,
): Promise<MemberRow> {
  return database.transaction(async (unit) => {
    const { sellerId } = keeper;
    const team = await lockTeam(unit.query, sellerId);
    const member = memberOf(team, userId);
    if (member.role === role) return member;
    if (role !== 'owner') keepAnOwner(team, member);
    await setRole(unit.query, sellerId, userId, role);
    unit.emit(SellerMemberChanged, { sellerId, userId, role }, await nextMembershipChange(unit.query));
    auditPrivilegedAct(unit, keeper, {
      action: 'store.member-changed',
      subject: { type: 'user', id: userId },
      before: { sellerId, role: member.role },
      after: { sellerId, role },
    });
    return { ...member, role };
  });
}

export async function removeMember(
  database: Database<SellerTables>,
  keeper: TeamKeeper,
  userId: UserId,
): Promise<void> {
  await database.transaction(async (unit) => {
    const { sellerId } = keeper;
    const team = await lockTeam(unit.query, sellerId);
    const member = memberOf(team, userId);
    keepAnOwner(team, member);
    await markRemoved(unit.query, sellerId, userId);
    unit.emit(SellerMemberRemoved, { sellerId, userId }, await nextMembershipChange(unit.query));
    auditPrivilegedAct(unit, keeper, {
      action: 'store.member-removed',
      subject: { type: 'user', id: userId },
      before: { sellerId, role: member.role },
    });
  });
}

export const WITHDRAW_ERRORS = [InvitationNotFound] as const;

export async function withdrawInvitation(
  database: Database<SellerTables>,
  keeper: TeamKeeper,
  id: string,
): Promise<void> {
  await database.transaction(async (unit) => {
    const invitation = await deleteInvitation(unit.query, keeper.sellerId, id);
    if (!invitation) throw InvitationNotFound();
    auditPrivilegedAct(unit, keeper, {
      action: 'store.invitation-withdrawn',
      subject: { type: 'store', id: keeper.sellerId },
      before: { email: invitation.email, role: invitation.role },
    });
  });
}

function memberOf(team: readonly MemberRow[], userId: UserId): MemberRow {
  const member = team.find((each) => each.userId === userId);
  if (!member) throw MemberNotFound();
  return member;
}

/** A store without an owner could never have one again. */
function keepAnOwner(team: readonly MemberRow[], leaving: MemberRow): void {
  const others = team.filter(({ role, userId }) => role === 'owner' && userId !== leaving.userId);
  if (leaving.role === 'owner' && others.length === 0) throw LastOwner();
}
