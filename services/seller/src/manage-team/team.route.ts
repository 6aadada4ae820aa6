import { IdParams } from '@haat/contracts/http/primitives.ts';
import {
  ChangeMemberBody,
  InviteBody,
  MemberParams,
  Team,
  TeamInvitation,
  TeamMember,
} from '@haat/contracts/http/seller.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { requireSeller, type UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type InvitationRow, listInvitations } from '../db/invitation-repository.ts';
import { listMembers, type MemberRow } from '../db/member-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import {
  CHANGE_MEMBER_ERRORS,
  changeMember,
  INVITE_ERRORS,
  invite,
  removeMember,
  type TeamKeeper,
  WITHDRAW_ERRORS,
  withdrawInvitation,
} from './manage-team.ts';

export function teamRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const tags = ['seller'];
  app.get(
    '/v1/seller/team',
    { schema: { summary: 'Who acts for the store, and who is invited to', tags, response: { 200: Team } } },
    async (request) => {
      const actor = requireSeller(request.actor);
      const [members, invitations] = await Promise.all([
        listMembers(database.query, actor.sellerId),
        listInvitations(database.query, actor.sellerId),
      ]);
      return {
        members: members.map((member) => toMember(member, actor)),
        invitations: invitations.map(toInvitation),
      };
    },
  );
  app.post(
    '/v1/seller/team',
    {
      schema: {
        summary: 'Invite an address; who it belongs to accepts by an account of that address',
        tags,
        body: InviteBody,
        response: { 202: TeamInvitation, ...problems(...INVITE_ERRORS) },
      },
    },
    async (request, reply) =>
      reply.code(202).send(toInvitation(await invite(database, keeperOf(request), request.body))),
  );
  app.patch(
    '/v1/seller/team/:userId',
    {
      schema: {
        summary: 'Give a member another role',
        tags,
        params: MemberParams,
        body: ChangeMemberBody,
        response: { 200: TeamMember, ...problems(...CHANGE_MEMBER_ERRORS) },
      },
    },
    async (request) => {
      const keeper = keeperOf(request);
      const { userId } = request.params;
      return toMember(
        await changeMember(database, keeper, userId as UserId, request.body.role),
        keeper.actor,
      );
    },
  );
  app.delete(
    '/v1/seller/team/:userId',
    {
      schema: {
        summary: 'Take a member out of the team',
        tags,
        params: MemberParams,
        response: { 204: Type.Null(), ...problems(...CHANGE_MEMBER_ERRORS) },
      },
    },
    async (request, reply) => {
      await removeMember(database, keeperOf(request), request.params.userId as UserId);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    '/v1/seller/team/invitations/:id',
    {
      schema: {
        summary: 'Take an invitation back',
        tags,
        params: IdParams,
        response: { 204: Type.Null(), ...problems(...WITHDRAW_ERRORS) },
      },
    },
    async (request, reply) => {
      await withdrawInvitation(database, keeperOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

const keeperOf = (request: FastifyRequest): TeamKeeper => ({
  ...actSource(request),
  sellerId: requireSeller(request.actor).sellerId,
});

function toMember({ userId, role, name, email, addedAt }: MemberRow, asks: UserActor): TeamMember {
  const self = userId === asks.userId;
  return {
    userId,
    name: name ?? (self ? asks.name : null),
    email: email ?? (self ? asks.email : null),
    role,
    addedAt: addedAt.toISOString(),
  };
}

const toInvitation = (row: InvitationRow): TeamInvitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedAt: row.invited_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});
