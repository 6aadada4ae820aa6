import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createAccessTokenSigner } from '@haat/auth/access-token-signer.ts';
import type { Audience, Role } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { SellerRole, StaffRole } from '@haat/contracts/permissions.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';

export interface TestUser {
  readonly userId: string;
  readonly email: string;
  readonly roles: Role[];
  readonly sellerId: string | null;
  readonly sellerRole: SellerRole | null;
  readonly staffRole: StaffRole | null;
  readonly audience: Audience;
  readonly sessionId: string;
  readonly amr: readonly string[];
  readonly impersonator: { readonly userId: string; readonly email: string } | null;
}

/** Signs access tokens as the auth service does, without one. */
export interface TestIdentity {
  /** For AUTH_SIGNING_KEY: a real auth service signs with the same key. */
  readonly signingKey: string;
  /**
   * A customer, unless said otherwise. A seller owns its store, an admin is a super, and the token is for the surface
   * of the highest role.
   */
  user(fields?: Partial<TestUser>): TestUser;
  tokenFor(user: TestUser, lifetime?: { readonly seconds?: number }): Promise<string>;
  /** One that was good an hour ago. */
  expiredTokenFor(user: TestUser): Promise<string>;
  /** Answers for the keys of `auth` and passes everything else on. */
  serveKeys(transport: ServiceTransport): ServiceTransport;
}

export async function createTestIdentity(): Promise<TestIdentity> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signingKey = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID() });
  const signer = await createAccessTokenSigner(signingKey);
  const keys = { status: 200, headers: {}, body: JSON.stringify(signer.jwks) };
  const sign = (
    { userId, audience, sessionId, amr, impersonator, ...user }: TestUser,
    lifetime: { seconds?: number } = {},
  ) =>
    signer.sign(
      { ...user, id: userId as UserId, name: 'Test User', emailVerified: true, locale: null },
      { audience, sessionId, amr, ...(impersonator ? { impersonator } : {}), ...lifetime },
    );
  return {
    signingKey,
    user: (fields = {}) => {
      const userId = fields.userId ?? randomUUID();
      const roles = fields.roles ?? ['customer'];
      return {
        email: `${userId}@buyers.example`,
        sellerId: null,
        sellerRole: roles.includes('seller') ? 'owner' : null,
        staffRole: roles.includes('admin') ? 'super' : null,
        audience: roles.includes('admin') ? 'admin' : roles.includes('seller') ? 'seller' : 'store',
        sessionId: randomUUID(),
        amr: ['pwd'],
        impersonator: null,
        ...fields,
        roles,
        userId,
      };
    },
    tokenFor: sign,
    expiredTokenFor: (user) => sign(user, { seconds: -3_600 }),
    serveKeys: (transport) => ({
      send: async (service, request) =>
        service === 'auth' && request.path === '/.well-known/jwks.json'
          ? keys
          : transport.send(service, request),
    }),
  };
}
