import { RotateSigningKeyBody, SigningKeys } from '@haat/contracts/http/auth.ts';
import { actSource, auditPrivilegedAct } from '@haat/platform/audit/privileged-act.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { AuthTables } from '../db/tables.ts';
import { RotationPending } from '../domain/account.errors.ts';
import type { SigningKeyRing } from '../signing-keys/signing-key-ring.ts';

export function rotateSigningKeyRoute(
  app: HttpApp,
  { database, keys }: { database: Database<AuthTables>; keys: SigningKeyRing },
): void {
  app.post(
    '/v1/admin/signing-keys/rotations',
    {
      schema: {
        summary: 'Publish a new key of the access tokens, which signs in ten minutes, or at once',
        tags: ['admin'],
        body: RotateSigningKeyBody,
        response: {
          202: Type.Pick(SigningKeys.properties.items.items, ['kid']),
          ...problems(RotationPending),
        },
      },
    },
    async (request, reply) => {
      const { reason, compromised = false } = request.body;
      const kid = await database.transaction(async (unit) => {
        const made = await keys.rotate(unit, compromised);
        auditPrivilegedAct(unit, actSource(request), {
          action: 'auth.signing-key-rotated',
          subject: { type: 'signing-key', id: made },
          after: { compromised },
          reason,
        });
        return made;
      });
      await keys.reload();
      return reply.code(202).send({ kid });
    },
  );
}
