import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createAccessTokenSigner } from '@haat/auth/access-token-signer.ts';
import type { Role } from '@haat/contracts/http/auth.ts';
import type { UserId } from '@haat/contracts/ids.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';

export interface TestUser {
  readonly userId: string;
  readonly email: string;
  readonly roles: Role[];
  readonly sellerId: string | null;
}

/** Signs access tokens as the auth service does, without one. */
export interface TestIdentity {
  /** For AUTH_SIGNING_KEY: a real auth service signs with the same key. */
  readonly signingKey: string;
  /** A customer, unless said otherwise. */
  user(fields?: Partial<TestUser>): TestUser;
  tokenFor(user: TestUser): Promise<string>;
  /** Answers for the keys of `auth` and passes everything else on. */
  serveKeys(transport: ServiceTransport): ServiceTransport;
}

export async function createTestIdentity(): Promise<TestIdentity> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signingKey = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID() });
  const signer = await createAccessTokenSigner(signingKey);
  const keys = { status: 200, headers: {}, body: JSON.stringify(signer.jwks) };
  return {
    signingKey,
    user: (fields = {}) => {
      const userId = fields.userId ?? randomUUID();
      return { email: `${userId}@buyers.example`, roles: ['customer'], sellerId: null, ...fields, userId };
    },
    tokenFor: ({ userId, email, roles, sellerId }) =>
      signer.sign({ id: userId as UserId, email, name: 'Test User', roles, sellerId }),
    serveKeys: (transport) => ({
      send: async (service, request) =>
        service === 'auth' && request.path === '/.well-known/jwks.json'
          ? keys
          : transport.send(service, request),
    }),
  };
}
