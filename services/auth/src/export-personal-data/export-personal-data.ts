import type {
  PersonalData,
  PersonalDataExport,
  PersonalDataSection,
} from '@haat/contracts/http/personal-data.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import type { ServiceClient } from '@haat/platform/http/service-client.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { listAccountEvents } from '../db/account-event-repository.ts';
import { listAddresses } from '../db/address-repository.ts';
import { findCustomer } from '../db/customer-repository.ts';
import { listIdentities } from '../db/identity-repository.ts';
import { listPasskeys } from '../db/passkey-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { SessionEnded } from '../domain/account.errors.ts';

/** Who keeps something about people beside auth itself. */
const KEEPERS: readonly ServiceName[] = ['order', 'cart', 'catalog', 'seller', 'notification'];

export const EXPORT_ERRORS = [SessionEnded] as const;

export interface ExportDependencies {
  readonly database: Database<AuthTables>;
  client(to: ServiceName): ServiceClient;
}

/**
 * Everything that is kept about the caller, from every service; whole or not at all.
 * @throws auth.session-ended, http.upstream-unavailable
 */
export async function exportPersonalData(
  { database, client }: ExportDependencies,
  actor: UserActor,
): Promise<PersonalDataExport> {
  const { userId } = actor;
  const account = await findCustomer(database.query, userId);
  if (!account) throw SessionEnded();
  const body = { userId, email: account.email };
  const parts = await Promise.all(
    KEEPERS.map((keeper) =>
      client(keeper).call<PersonalData>({ method: 'POST', path: '/internal/personal-data', body }),
    ),
  );
  const { query } = database;
  const addresses = await listAddresses(query, actor);
  const passkeys = await listPasskeys(query, actor);
  const identities = await listIdentities(query, actor);
  const events = await listAccountEvents(query, actor);
  const own: PersonalDataSection[] = [
    { name: 'account', items: [account] },
    { name: 'addresses', items: addresses },
    {
      name: 'passkeys',
      items: passkeys.map(({ name, created_at, last_used_at }) => ({
        name,
        createdAt: created_at,
        lastUsedAt: last_used_at,
      })),
    },
    {
      name: 'linkedAccounts',
      items: identities.map(({ provider, subject, email, created_at, last_used_at }) => ({
        provider,
        subject,
        email,
        linkedAt: created_at,
        lastUsedAt: last_used_at,
      })),
    },
    {
      name: 'history',
      items: events.map(({ kind, detail, at, device, network }) => ({ kind, detail, at, device, network })),
    },
  ];
  return {
    madeAt: new Date().toISOString(),
    userId,
    sections: [...own, ...parts.flatMap(({ sections }) => sections)],
  };
}
