import {
  ACCESS_TOKEN_ALGORITHM,
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_ISSUER,
  ACCESS_TOKEN_TYPE,
} from '@haat/platform/auth/access-token.ts';
import { importJWK, type JWK, SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import type { StoredUser } from './db/user-repository.ts';

export const ACCESS_TOKEN_SECONDS = 3600;

export interface AccessTokenSigner {
  sign(user: StoredUser): Promise<string>;
  /** Public keys, for GET /.well-known/jwks.json. */
  readonly jwks: { keys: JWK[] };
}

/** @param privateJwk JSON of a private ES256 JWK with a kid; @throws when it is not one */
export async function createAccessTokenSigner(privateJwk: string): Promise<AccessTokenSigner> {
  const jwk = JSON.parse(privateJwk) as JWK;
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256' || !jwk.d || !jwk.kid) {
    throw new Error('AUTH_SIGNING_KEY is not a private P-256 JWK with a kid');
  }
  const key = await importJWK(jwk, ACCESS_TOKEN_ALGORITHM);
  const { d: _private, ...publicKey } = jwk;
  return {
    sign: (user) =>
      new SignJWT({
        email: user.email,
        name: user.name,
        roles: user.roles,
        ...(user.sellerId ? { seller: user.sellerId } : {}),
      })
        .setProtectedHeader({ alg: ACCESS_TOKEN_ALGORITHM, typ: ACCESS_TOKEN_TYPE, kid: jwk.kid ?? '' })
        .setIssuer(ACCESS_TOKEN_ISSUER)
        .setAudience(ACCESS_TOKEN_AUDIENCE)
        .setSubject(user.id)
        .setJti(uuidv7())
        .setIssuedAt()
        .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
        .sign(key),
    jwks: { keys: [{ ...publicKey, alg: ACCESS_TOKEN_ALGORITHM, use: 'sig' }] },
  };
}
