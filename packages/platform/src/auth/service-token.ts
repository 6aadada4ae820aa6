import { jwtVerify, SignJWT } from 'jose';
import { InvalidToken } from '../errors/domain-error.ts';
import type { ServiceActor } from './actor.ts';

const AUDIENCE = 'haat-internal';
const LIFETIME_SECONDS = 300;

/** Signs and checks the short-lived tokens by which services know each other. */
export interface ServiceTokens {
  /** A token for this service, kept until shortly before it expires. */
  mint(): Promise<string>;
  /** @throws auth.token-invalid */
  verify(token: string): Promise<ServiceActor>;
}

/** @param secret shared by all services, at least 32 characters. */
export function createServiceTokens(service: string, secret: string): ServiceTokens {
  const key = new TextEncoder().encode(secret);
  let current: { token: string; renewAt: number } | undefined;
  const known = new Map<string, { actor: ServiceActor; expiresAt: number }>();
  return {
    async mint() {
      const now = Date.now();
      if (!current || current.renewAt <= now) {
        const token = await new SignJWT()
          .setProtectedHeader({ alg: 'HS256', typ: 'service+jwt' })
          .setSubject(service)
          .setAudience(AUDIENCE)
          .setIssuedAt()
          .setExpirationTime(`${LIFETIME_SECONDS}s`)
          .sign(key);
        current = { token, renewAt: now + (LIFETIME_SECONDS - 60) * 1000 };
      }
      return current.token;
    },
    async verify(token) {
      const seen = known.get(token);
      if (seen && seen.expiresAt > Date.now()) return seen.actor;
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          typ: 'service+jwt',
          audience: AUDIENCE,
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        const actor: ServiceActor = { kind: 'service', service: payload.sub ?? '' };
        if (known.size > 200) known.clear();
        known.set(token, { actor, expiresAt: (payload.exp ?? 0) * 1000 });
        return actor;
      } catch {
        throw InvalidToken();
      }
    },
  };
}
