import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ACCESS_TOKEN_ALGORITHM } from '@haat/platform/auth/access-token.ts';
import type { Database, UnitOfWork } from '@haat/platform/db/database.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { importJWK, type JWK } from 'jose';
import {
  ACCESS_TOKEN_SECONDS,
  type AccessTokenSigner,
  type SigningKey,
  signerBy,
  splitPrivateJwk,
} from '../access-token-signer.ts';
import {
  deleteSigningKeys,
  holdSigningKeys,
  insertSigningKey,
  readSigningKeys,
  resealSigningKey,
  retireSigningKeys,
  type StoredKey,
} from '../db/signing-key-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { RotationPending } from '../domain/account.errors.ts';
import type { Seal } from '../seal.ts';

/** From being published to signing: longer than any verifier goes without a look at the keys, or any cache between. */
export const LEAD_SECONDS = 600;
/** From being followed to being forgotten. */
const KEPT_SECONDS = ACCESS_TOKEN_SECONDS + 300;
const DAY_MS = 86_400_000;

export interface SigningKeyRing {
  readonly signer: AccessTokenSigner;
  /** Looks at the table: what other instances did shows within one look. */
  reload(): Promise<void>;
  /** Begins a rotation where the key that signs is older than it may be, and clears up behind one. */
  tend(): Promise<void>;
  /**
   * The next key is published now and signs later; call {@link reload} after the commit.
   * @param compromised it signs at once, and all before it are good no more
   * @returns the kid of the next key
   * @throws auth.key-rotation-pending when one is under way
   */
  rotate(unit: Pick<UnitOfWork<AuthTables>, 'query'>, compromised: boolean): Promise<string>;
  list(): readonly StoredKey[];
}

export interface SigningKeyRingOptions {
  readonly database: Database<AuthTables>;
  readonly seal: Seal;
  readonly logger: Logger;
  /** Private JWK that an empty ring begins with; one is made when not given. */
  readonly firstKey: string | undefined;
  /** Age at which a key is followed by itself; 0 never. */
  readonly days: number;
}

export async function openSigningKeyRing(options: SigningKeyRingOptions): Promise<SigningKeyRing> {
  const { database, seal, logger } = options;
  let stored: readonly StoredKey[] = [];
  const opened = new Map<string, SigningKey>();

  const add = async (query: UnitOfWork<AuthTables>['query'], privateJwk: string, leadSeconds: number) => {
    const { kid, publicJwk } = splitPrivateJwk(privateJwk);
    await insertSigningKey(query, { kid, publicJwk, sealed: seal.close(privateJwk, kid) }, leadSeconds);
    return kid;
  };
  const reload = async () => {
    const rows = await readSigningKeys(database.query);
    for (const { kid, sealed } of rows) {
      const found = sealed && !opened.has(kid) ? seal.open(sealed, kid) : undefined;
      if (sealed && found) {
        const key = await importJWK(JSON.parse(found.plain) as JWK, ACCESS_TOKEN_ALGORITHM);
        opened.set(kid, { kid, key });
        if (found.isStale)
          await resealSigningKey(database.query, { kid, sealed }, seal.close(found.plain, kid));
      }
    }
    for (const kid of opened.keys()) if (!rows.some((row) => row.kid === kid)) opened.delete(kid);
    stored = rows;
  };
  const current = () => {
    const now = Date.now();
    return stored.findLast(({ kid, signsFrom }) => signsFrom.getTime() <= now && opened.has(kid));
  };

  await database.transaction(async ({ query }) => {
    await holdSigningKeys(query);
    if ((await readSigningKeys(query)).length === 0) await add(query, options.firstKey ?? newPrivateJwk(), 0);
  });
  await reload();
  if (!current()) {
    logger.warn(
      'no signing key can be opened: AUTH_SECRET is another one than before, and AUTH_SECRET_PREVIOUS does not name that; a new key signs from now on',
    );
    await database.transaction(({ query }) => add(query, newPrivateJwk(), 0));
    await reload();
  }

  return {
    signer: signerBy(
      () => {
        const key = opened.get(current()?.kid ?? '');
        if (!key) throw new Error('there is no key to sign with');
        return key;
      },
      () => stored.map(({ publicJwk }) => publicJwk),
    ),
    reload,
    async tend() {
      await database.transaction(async ({ query }) => {
        await holdSigningKeys(query);
        await retireSigningKeys(query, KEPT_SECONDS);
        const newest = (await readSigningKeys(query)).at(-1);
        const due =
          options.days > 0 && newest && newest.signsFrom.getTime() < Date.now() - options.days * DAY_MS;
        if (due) await add(query, newPrivateJwk(), LEAD_SECONDS);
      });
      await reload();
    },
    async rotate({ query }, compromised) {
      await holdSigningKeys(query);
      if (compromised) await deleteSigningKeys(query);
      else {
        const newest = (await readSigningKeys(query)).at(-1);
        if (newest && newest.signsFrom.getTime() > Date.now()) throw RotationPending();
      }
      return add(query, newPrivateJwk(), compromised ? 0 : LEAD_SECONDS);
    },
    list: () => stored,
  };
}

function newPrivateJwk(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify({
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('base64url'),
  });
}
