import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import {
  hashOfSecret,
  type LinkPurpose,
  type LinkSecrets,
  type LinkSeed,
  type StoredLink,
} from '../domain/link-secrets.ts';
import type { AuthTables } from './tables.ts';

/** Where nothing else is said: long enough for a slow mail. */
const LIFETIME = sql<Date>`now() + interval '1 hour'`;
/** Of 10^6 codes this many may be tried. */
const MAX_ATTEMPTS = 5;

export interface OpenLink extends StoredLink {
  readonly email: string;
}

/**
 * A new link; the older one of the same purpose and subject is void from now on.
 * @param expiresAt in an hour where none is given
 * @returns the nonce, by which the mail finds it
 */
export async function issueLink(
  query: Kysely<AuthTables>,
  secrets: LinkSecrets,
  link: { purpose: LinkPurpose; subjectId: string; email: string },
  expiresAt?: Date,
): Promise<Buffer> {
  const nonce = randomBytes(32);
  await query
    .insertInto('email_links')
    .values({
      purpose: link.purpose,
      subject_id: link.subjectId,
      email: link.email,
      nonce,
      token_hash: hashOfSecret(secrets.token({ ...link, nonce })),
      expires_at: expiresAt ?? LIFETIME,
    })
    .onConflict((conflict) =>
      conflict.columns(['purpose', 'subject_id']).doUpdateSet((row) => ({
        email: row.ref('excluded.email'),
        nonce: row.ref('excluded.nonce'),
        token_hash: row.ref('excluded.token_hash'),
        expires_at: row.ref('excluded.expires_at'),
        created_at: sql<Date>`now()`,
        failed_attempts: 0,
      })),
    )
    .execute();
  return nonce;
}

/**
 * Takes one of the few attempts at a link's code; of many at the same moment only as many come through. Commit it
 * whatever comes of it.
 * @returns undefined when there is no such link, or no attempt left
 */
export async function takeAttempt(
  query: Kysely<AuthTables>,
  purpose: LinkPurpose,
  subjectId: string,
): Promise<OpenLink | undefined> {
  const row = await query
    .updateTable('email_links')
    .set({ failed_attempts: sql`failed_attempts + 1` })
    .where('purpose', '=', purpose)
    .where('subject_id', '=', subjectId)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('failed_attempts', '<', MAX_ATTEMPTS)
    .returning(['nonce', 'token_hash', 'email'])
    .executeTakeFirst();
  return row && { purpose, subjectId, nonce: row.nonce, tokenHash: row.token_hash, email: row.email };
}

export async function findLink(
  query: Kysely<AuthTables>,
  purpose: LinkPurpose,
  token: string,
): Promise<OpenLink | undefined> {
  const tokenHash = hashOfSecret(token);
  const row = await query
    .selectFrom('email_links')
    .select(['subject_id', 'nonce', 'email'])
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row && { purpose, subjectId: row.subject_id, nonce: row.nonce, tokenHash, email: row.email };
}

/** @returns whether it was still there: of two uses at once, one wins */
export async function useLinkUp(query: Kysely<AuthTables>, link: LinkSeed): Promise<boolean> {
  const row = await query
    .deleteFrom('email_links')
    .where('purpose', '=', link.purpose)
    .where('subject_id', '=', link.subjectId)
    .where('nonce', '=', link.nonce)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('subject_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The link that a mail was asked for with; undefined when it was used, replaced or has run out meanwhile. */
export async function findLinkOfMail(
  query: Kysely<AuthTables>,
  nonce: Buffer,
): Promise<(OpenLink & { readonly expiresAt: Date }) | undefined> {
  const row = await query
    .selectFrom('email_links')
    .select(['purpose', 'subject_id', 'nonce', 'token_hash', 'email', 'expires_at'])
    .where('nonce', '=', nonce)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return (
    row && {
      purpose: row.purpose,
      subjectId: row.subject_id,
      nonce: row.nonce,
      tokenHash: row.token_hash,
      email: row.email,
      expiresAt: row.expires_at,
    }
  );
}

export async function voidLinksOf(
  query: Kysely<AuthTables>,
  subjectId: string,
  purposes: readonly LinkPurpose[],
): Promise<void> {
  await query
    .deleteFrom('email_links')
    .where('subject_id', '=', subjectId)
    .where('purpose', 'in', purposes)
    .execute();
}
