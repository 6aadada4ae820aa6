import { RevocationPage, RevocationQuery } from '@haat/contracts/http/revocations.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { listRevocations } from '../db/revocation-repository.ts';
import type { SessionDependencies } from '../open-session.ts';

export function listRevocationsRoute(
  app: HttpApp,
  { database }: Pick<SessionDependencies, 'database'>,
): void {
  app.get(
    '/internal/revocations',
    {
      schema: {
        summary: 'Sessions and users whose access tokens are refused, in the order of their cursors',
        tags: ['internal'],
        querystring: RevocationQuery,
        response: { 200: RevocationPage },
      },
    },
    async (request) => listRevocations(database.query, request.query.after ?? 0),
  );
}
