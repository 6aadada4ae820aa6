import { IdParams } from '@haat/contracts/http/primitives.ts';
import { InvitationList, Membership } from '@haat/contracts/http/seller.ts';
import { actSource } from '@haat/platform/audit/privileged-act.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { listInvitationsTo } from '../db/invitation-repository.ts';
import type { SellerTables } from '../db/tables.ts';
import { ACCEPT_ERRORS, acceptInvitation } from './accept-invitation.ts';

export function invitationRoutes(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  const tags = ['sellers'];
  app.get(
    '/v1/seller-invitations',
    {
      schema: {
        summary: "Stores that invite the account's address",
        tags,
        response: { 200: InvitationList },
      },
    },
    async (request) => {
      const rows = await listInvitationsTo(database.query, requireUser(request.actor).email);
      return {
        items: rows.map(({ id, role, expires_at, name, slug }) => ({
          id,
          role,
          expiresAt: expires_at.toISOString(),
          store: { name, slug },
        })),
      };
    },
  );
  app.post(
    '/v1/seller-invitations/:id/accept',
    {
      schema: {
        summary: 'Join the store; the next token for the seller portal carries it',
        tags,
        params: IdParams,
        response: { 200: Membership, ...problems(...ACCEPT_ERRORS) },
      },
    },
    async (request) => acceptInvitation(database, actSource(request), request.params.id),
  );
}
