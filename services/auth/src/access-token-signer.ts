import type { Audience, User } from '@haat/contracts/http/auth.ts';
import {
  ACCESS_TOKEN_ALGORITHM,
  ACCESS_TOKEN_AUDIENCES,
  ACCESS_TOKEN_ISSUER,
  ACCESS_TOKEN_TYPE,
} from '@haat/platform/auth/access-token.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { importJWK, type JWK, SignJWT } from 'jose';

export const ACCESS_TOKEN_SECONDS = 3600;

/** What a token says beside who it is for. */
export interface TokenGrant {
  readonly audience: Audience;
  readonly sessionId: string;
  /** How the user proved who they are (RFC 8176). */
  readonly amr: readonly string[];
  /** The member of staff who acts as this user. */
  readonly impersonator?: { readonly userId: string; readonly email: string };
  /** Lifetime; an hour when not given. */
  readonly seconds?: number;
  /** Milliseconds: when the user was read. Now when not given. */
  readonly issuedAt?: number;
}

export interface AccessTokenSigner {
  sign(user: User, grant: TokenGrant): Promise<string>;
  /** Public keys, for GET /.well-known/jwks.json. */
  readonly jwks: { keys: JWK[] };
}

export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey | Uint8Array;
}

/** @throws when it is not a private ES256 JWK with a kid */
export function splitPrivateJwk(privateJwk: string): { kid: string; publicJwk: JWK } {
  const jwk = JSON.parse(privateJwk) as JWK;
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256' || !jwk.d || !jwk.kid) {
    throw new Error('AUTH_SIGNING_KEY is not a private P-256 JWK with a kid');
  }
  const { d: _private, ...publicKey } = jwk;
  return { kid: jwk.kid, publicJwk: { ...publicKey, alg: ACCESS_TOKEN_ALGORITHM, use: 'sig' } };
}

/** Signs by one key for good. @param privateJwk JSON of a private ES256 JWK with a kid; @throws when it is not one */
export async function createAccessTokenSigner(privateJwk: string): Promise<AccessTokenSigner> {
  const { kid, publicJwk } = splitPrivateJwk(privateJwk);
  const key = await importJWK(JSON.parse(privateJwk) as JWK, ACCESS_TOKEN_ALGORITHM);
  return signerBy(
    () => ({ kid, key }),
    () => [publicJwk],
  );
}

/** @param current the key that signs at this moment; @param published every key that a living token may be of */
export function signerBy(current: () => SigningKey, published: () => JWK[]): AccessTokenSigner {
  return {
    sign: (user, grant) => {
      const { audience, sessionId, amr, impersonator, seconds = ACCESS_TOKEN_SECONDS } = grant;
      const issuedAt = (grant.issuedAt ?? Date.now()) / 1000;
      const { kid, key } = current();
      return (
        new SignJWT({
          email: user.email,
          name: user.name,
          roles: user.roles,
          sid: sessionId,
          amr: [...amr],
          ...(user.sellerId ? { seller: user.sellerId, seller_role: user.sellerRole } : {}),
          ...(user.staffRole ? { staff_role: user.staffRole } : {}),
          ...(impersonator ? { act: { sub: impersonator.userId, email: impersonator.email } } : {}),
        })
          .setProtectedHeader({ alg: ACCESS_TOKEN_ALGORITHM, typ: ACCESS_TOKEN_TYPE, kid })
          .setIssuer(ACCESS_TOKEN_ISSUER)
          .setAudience(ACCESS_TOKEN_AUDIENCES[audience])
          .setSubject(user.id)
          .setJti(uuidv7())
          // To the millisecond: a token must be told from one of before a revocation in the same second.
          .setIssuedAt(issuedAt)
          .setExpirationTime(Math.floor(issuedAt) + seconds)
          .sign(key)
      );
    },
    get jwks() {
      return { keys: published() };
    },
  };
}
