import type { Audience, Role } from '@haat/contracts/http/auth.ts';
import type { SellerId, UserId } from '@haat/contracts/ids.ts';
import type { SellerRole, StaffRole } from '@haat/contracts/permissions.ts';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { InvalidToken, RevokedToken, UpstreamUnavailable } from '../errors/domain-error.ts';
import type { ServiceTransport } from '../http/service-transport.ts';
import type { UserActor } from './actor.ts';
import type { RevocationList } from './revocations.ts';

export const ACCESS_TOKEN_ISSUER = 'haat-auth';
export const ACCESS_TOKEN_AUDIENCES: Readonly<Record<Audience, string>> = {
  store: 'haat-store',
  seller: 'haat-seller',
  admin: 'haat-admin',
};
export const ACCESS_TOKEN_TYPE = 'at+jwt';
/** The one algorithm that is signed with and accepted (RFC 8725, 3.1). */
export const ACCESS_TOKEN_ALGORITHM = 'ES256';
const MAX_TOKEN_LENGTH = 4096;
/** Longer than this no token of ours lives, and the list of revoked ones reaches no further back. */
const MAX_LIFETIME_SECONDS = 3_601;
const REMEMBERED_TOKENS = 20_000;
const KEYS_FRESH_MS = 120_000;
const AUDIENCE_OF = new Map(
  Object.entries(ACCESS_TOKEN_AUDIENCES).map(([audience, claim]) => [claim, audience as Audience]),
);

interface KnownToken {
  readonly actor: UserActor;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface AccessTokenVerifier {
  /** @throws auth.token-invalid, auth.token-revoked, http.upstream-unavailable when the keys cannot be had */
  verify(token: string): Promise<UserActor>;
}

/**
 * Verifies by the keys that the auth service publishes, fetched every two minutes and when a `kid` is new. Auth publishes
 * a key ten minutes before it signs, so that none is met that is not known. While auth is away the last known keys stand.
 */
export function createAccessTokenVerifier(
  transport: ServiceTransport,
  revocations?: Pick<RevocationList, 'covers'>,
): AccessTokenVerifier {
  // A signature check costs about 0.1 ms; the same token comes with every request of a session.
  const known = new Map<string, KnownToken>();
  let kids: ReadonlySet<string | undefined> = new Set();
  const remote = createRemoteJWKSet(new URL('http://auth/.well-known/jwks.json'), {
    cooldownDuration: 30_000,
    cacheMaxAge: KEYS_FRESH_MS,
    [customFetch]: async () => {
      const answer = await transport.send('auth', {
        method: 'GET',
        path: '/.well-known/jwks.json',
        headers: {},
        timeoutMs: 2_000,
      });
      if (answer.status !== 200) throw new KeysUnavailable();
      const { keys } = JSON.parse(answer.body) as JSONWebKeySet;
      const published = new Set(keys.map(({ kid }) => kid));
      // A key was withdrawn: what it signed is not remembered as good any longer.
      if (![...kids].every((kid) => published.has(kid))) known.clear();
      kids = published;
      return new Response(answer.body, { status: answer.status });
    },
  });
  const keys: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const last = isUnavailable(error) ? remote.jwks() : undefined;
      if (!last) throw error;
      return createLocalJWKSet(last)(header, token);
    }
  };
  return verifierFor(keys, known, revocations);
}

/** Auth answered, and not with keys. */
class KeysUnavailable extends Error {}

const isUnavailable = (error: unknown): boolean => {
  const code = (error as { code?: string }).code ?? '';
  return code === 'ERR_JWKS_TIMEOUT' || !code.startsWith('ERR_');
};

function verifierFor(
  keys: JWTVerifyGetKey,
  known: Map<string, KnownToken>,
  revocations: Pick<RevocationList, 'covers'> | undefined,
): AccessTokenVerifier {
  // Good once is not good for ever: asked at each use.
  const standing = ({ actor, issuedAt }: KnownToken): UserActor => {
    const holders = [actor.userId, ...(actor.impersonator ? [actor.impersonator.userId] : [])];
    // Whoever acts as somebody else stops when either of them is told to.
    if (holders.some((userId) => revocations?.covers(actor.sessionId, userId, issuedAt)))
      throw RevokedToken();
    return actor;
  };
  return {
    async verify(token) {
      const seen = known.get(token);
      if (seen) {
        if (seen.expiresAt > Date.now()) return standing(seen);
        known.delete(token);
      }
      if (token.length > MAX_TOKEN_LENGTH) throw InvalidToken();
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [ACCESS_TOKEN_ALGORITHM],
        issuer: ACCESS_TOKEN_ISSUER,
        audience: [...AUDIENCE_OF.keys()],
        typ: ACCESS_TOKEN_TYPE,
        requiredClaims: ['sub', 'sid', 'jti', 'exp', 'iat', 'email', 'roles'],
      }).catch((error: unknown) => {
        throw isUnavailable(error) ? UpstreamUnavailable() : InvalidToken();
      });
      const { iat = 0, exp = 0 } = payload;
      if (!(exp - iat <= MAX_LIFETIME_SECONDS)) throw InvalidToken();
      const fresh = { actor: toActor(payload), issuedAt: iat * 1000, expiresAt: exp * 1000 };
      // The oldest entries go first: a Map keeps insertion order.
      if (known.size >= REMEMBERED_TOKENS) known.delete(known.keys().next().value ?? '');
      known.set(token, fresh);
      return standing(fresh);
    },
  };
}

/** What auth has signed is of the right shape; for whom it is must be one surface, not several. */
function toActor(payload: JWTPayload): UserActor {
  const audience = typeof payload.aud === 'string' ? AUDIENCE_OF.get(payload.aud) : undefined;
  if (!audience) throw InvalidToken();
  const by = payload.act as { sub: UserId; email: string } | undefined;
  return {
    kind: 'user',
    userId: payload.sub as UserId,
    email: payload.email as string,
    name: (payload.name as string | undefined) ?? '',
    audience,
    sessionId: payload.sid as string,
    roles: payload.roles as Role[],
    sellerId: (payload.seller as SellerId | undefined) ?? null,
    sellerRole: (payload.seller_role as SellerRole | undefined) ?? null,
    staffRole: (payload.staff_role as StaffRole | undefined) ?? null,
    amr: (payload.amr as string[] | undefined) ?? [],
    impersonator: by ? { userId: by.sub, email: by.email } : null,
  };
}
