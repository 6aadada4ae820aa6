import { jwtVerify, SignJWT } from 'jose';
import { InvalidToken } from '../errors/domain-error.ts';
import type { ServiceActor } from './actor.ts';

const ISSUER = 'haat-service';
const LIFETIME_SECONDS = 300;
const SHORTEST_SECRET = 32;
const REMEMBERED_TOKENS = 200;

/** Signs and checks the short-lived tokens by which services know each other. */
export interface ServiceTokens {
  /**
   * A token for this service, kept until shortly before it expires.
   * @param audience the service that it is shown to: no other one takes it
   */
  mint(audience: string): Promise<string>;
  /** @throws auth.token-invalid */
  verify(token: string): Promise<ServiceActor>;
}

/**
 * @param service whose tokens they are, and who takes those that are made for it
 * @param secrets shared by all services, joined with commas: the first one signs, each is accepted. A new one is given to
 * everybody behind the old one first, then in front of it, then alone; no call is refused meanwhile.
 * @throws when one is shorter than 32 characters
 */
export function createServiceTokens(service: string, secrets: string): ServiceTokens {
  const keys = secrets.split(',').map((secret) => {
    if (secret.trim().length < SHORTEST_SECRET)
      throw new Error('A SERVICE_SECRET has fewer than 32 characters');
    return new TextEncoder().encode(secret.trim());
  });
  const [signing] = keys as [Uint8Array];
  const current = new Map<string, { token: string; renewAt: number }>();
  const known = new Map<string, { actor: ServiceActor; expiresAt: number }>();
  return {
    async mint(audience) {
      const now = Date.now();
      const kept = current.get(audience);
      if (kept && kept.renewAt > now) return kept.token;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: 'service+jwt' })
        .setIssuer(ISSUER)
        .setSubject(service)
        .setAudience(audienceOf(audience))
        .setIssuedAt()
        .setExpirationTime(`${LIFETIME_SECONDS}s`)
        .sign(signing);
      current.set(audience, { token, renewAt: now + (LIFETIME_SECONDS - 60) * 1000 });
      return token;
    },
    async verify(token) {
      const seen = known.get(token);
      if (seen && seen.expiresAt > Date.now()) return seen.actor;
      for (const key of keys) {
        const payload = await payloadOf(token, key, service);
        if (!payload) continue;
        const actor: ServiceActor = { kind: 'service', service: payload.sub };
        if (known.size > REMEMBERED_TOKENS) known.clear();
        known.set(token, { actor, expiresAt: payload.exp * 1000 });
        return actor;
      }
      throw InvalidToken();
    },
  };
}

/** One service each: a token that is shown to one cannot be shown on by it. */
const audienceOf = (service: string): string => `haat-internal-${service}`;

async function payloadOf(
  token: string,
  key: Uint8Array,
  service: string,
): Promise<{ sub: string; exp: number } | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: 'service+jwt',
      issuer: ISSUER,
      audience: audienceOf(service),
      requiredClaims: ['sub', 'exp', 'iat'],
      // Also one that claims a longer life.
      maxTokenAge: LIFETIME_SECONDS,
    });
    const { sub = '', exp = 0, aud } = payload;
    return typeof aud === 'string' ? { sub, exp } : undefined;
  } catch {
    return undefined;
  }
}
