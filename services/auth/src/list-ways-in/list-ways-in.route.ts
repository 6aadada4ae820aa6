import { type Identity, WaysIn } from '@haat/contracts/http/factors.ts';
import { requireUser } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { findFactorRemoval } from '../db/factor-removal-repository.ts';
import { listIdentities } from '../db/identity-repository.ts';
import { listPasskeys } from '../db/passkey-repository.ts';
import { countRecoveryCodes } from '../db/recovery-code-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { findTotpSince } from '../db/totp-repository.ts';
import { hasPassword } from '../db/user-repository.ts';
import { toIdentity } from '../link-identity/link-identity.route.ts';
import { toPasskey } from '../manage-passkeys/manage-passkeys.route.ts';
import type { Providers } from '../oidc/providers.ts';

export function listWaysInRoute(
  app: HttpApp,
  { database, providers }: { readonly database: Database<AuthTables>; readonly providers: Providers },
): void {
  app.get(
    '/v1/auth/ways-in',
    {
      schema: {
        summary: 'By what one gets into the account',
        tags: ['auth'],
        response: { 200: WaysIn },
      },
    },
    async (request) => {
      const actor = requireUser(request.actor);
      const { query } = database;
      const removal = await findFactorRemoval(query, actor.userId);
      const since = await findTotpSince(query, actor.userId);
      return {
        hasPassword: await hasPassword(query, actor.userId),
        totp: since ? { since: since.toISOString() } : null,
        recoveryCodesLeft: await countRecoveryCodes(query, actor.userId),
        removal: removal ? { takesEffectAt: removal.takes_effect_at.toISOString() } : null,
        passkeys: (await listPasskeys(query, actor)).map(toPasskey),
        identities: (await listIdentities(query, actor)).map((row): Identity => toIdentity(row, providers)),
      };
    },
  );
}
