import { type Kysely, sql } from 'kysely';
import { hashOfSecret } from '../domain/link-secrets.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';
import type { AuthTables } from './tables.ts';

/** As long as the mail may be asked for again. */
const LIFETIME = sql<Date>`now() + interval '1 day'`;

export interface Registration {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Null: an account at a provider will be the way in. */
  readonly passwordHash: string | null;
  readonly identity: ProviderAccount | null;
  readonly expiresAt: Date;
}

const COLUMNS = ['id', 'email', 'name', 'password_hash', 'identity', 'expires_at'] as const;

/** @param registration.browserSecret what the browser that registered will show; only its hash is stored */
export async function insertRegistration(
  query: Kysely<AuthTables>,
  registration: Omit<Registration, 'expiresAt'> & { readonly browserSecret: string },
): Promise<Registration> {
  const row = await query
    .insertInto('registrations')
    .values({
      id: registration.id,
      browser_hash: hashOfSecret(registration.browserSecret),
      email: registration.email,
      name: registration.name,
      password_hash: registration.passwordHash,
      identity: registration.identity && JSON.stringify(registration.identity),
      expires_at: LIFETIME,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return toRegistration(row);
}

export async function findRegistrationOfBrowser(
  query: Kysely<AuthTables>,
  browserSecret: string | undefined,
): Promise<Registration | undefined> {
  if (!browserSecret) return undefined;
  const row = await query
    .selectFrom('registrations')
    .select(COLUMNS)
    .where('browser_hash', '=', hashOfSecret(browserSecret))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row && toRegistration(row);
}

export async function findRegistration(
  query: Kysely<AuthTables>,
  id: string,
): Promise<Registration | undefined> {
  const row = await query
    .selectFrom('registrations')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row && toRegistration(row);
}

/**
 * One account at a time comes into being for an address: whoever finishes a registration takes this first, and then the
 * link, so that nobody waits for a link whose holder waits for the address.
 */
export async function lockAddress(query: Kysely<AuthTables>, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${email.toLowerCase()}, 0))`.execute(query);
}

/** The address has its account: whatever else was begun with it ends, and so do the links to it. */
export async function closeRegistrations(query: Kysely<AuthTables>, email: string): Promise<void> {
  await query.deleteFrom('registrations').where('email', '=', email).execute();
  await query
    .deleteFrom('email_links')
    .where('purpose', '=', 'registration')
    .where('email', '=', email)
    .execute();
}

export async function forgetOldRegistrations(query: Kysely<AuthTables>): Promise<void> {
  await query.deleteFrom('registrations').where('expires_at', '<', sql<Date>`now()`).execute();
  await query.deleteFrom('email_links').where('expires_at', '<', sql<Date>`now()`).execute();
  await query
    .deleteFrom('mail_allowances')
    .where('since', '<', sql<Date>`now() - interval '1 day'`)
    .execute();
}

const toRegistration = (row: {
  id: string;
  email: string;
  name: string;
  password_hash: string | null;
  identity: ProviderAccount | null;
  expires_at: Date;
}): Registration => ({
  id: row.id,
  email: row.email,
  name: row.name,
  passwordHash: row.password_hash,
  identity: row.identity,
  expiresAt: row.expires_at,
});
