import { randomUUID } from 'node:crypto';
import type { SellerRole, StaffRole } from '@haat/contracts/permissions.ts';
import { createServiceTokens } from '@haat/platform/auth/service-token.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { TEST_SERVICE_SECRET } from '@haat/testing/test-environment.ts';
import type { TestUser } from '@haat/testing/test-identity.ts';
import type { TestServices } from '@haat/testing/test-services.ts';
import { ALL_SERVICES } from './two-of-each.ts';

/** Somebody who asks, and what is known of them, for the checker to judge by. */
export interface Identity {
  readonly name: string;
  readonly token: string | undefined;
  /** In its place where the token is for one service alone. */
  readonly tokens?: ReadonlyMap<string, string>;
  readonly kind: 'anonymous' | 'user' | 'service' | 'no-good-token';
  readonly user?: TestUser;
  /** What a token that is not good is refused with. */
  readonly code?: string;
}

export interface Two {
  readonly buyer: TestUser;
  readonly sellerId: string;
  readonly owner: TestUser;
}

/** Everybody the matrix asks as: A has what is to be protected, B has a shop and an account of their own. */
export async function everybody(services: TestServices, a: Two, b: Two): Promise<Identity[]> {
  const { identity } = services;
  const as = async (name: string, user: TestUser): Promise<Identity> => ({
    name,
    kind: 'user',
    user,
    token: await identity.tokenFor(user),
  });
  const member = (sellerRole: SellerRole) =>
    as(`${sellerRole} of A's shop`, {
      ...identity.user({ roles: ['customer', 'seller'], sellerId: a.sellerId }),
      sellerRole,
    });
  const staff = (staffRole: StaffRole) =>
    as(`staff: ${staffRole}`, { ...identity.user({ roles: ['admin'] }), staffRole });
  const support = { userId: randomUUID(), email: 'support@haat.example' };
  const revoked = identity.user();
  return [
    { name: 'anonymous', kind: 'anonymous', token: undefined },
    await as('buyer A', a.buyer),
    await as('buyer B', b.buyer),
    await as('seller A', a.owner),
    await as('seller B', b.owner),
    await as('seller A with a token for the store', { ...a.owner, audience: 'store' }),
    await as('seller A with a token for the admin', { ...a.owner, audience: 'admin' }),
    await member('manager'),
    await member('fulfilment'),
    await member('finance'),
    await staff('super'),
    await staff('support'),
    await staff('catalogue'),
    await staff('finance'),
    await staff('analyst'),
    await as('a super with a token for the store', identity.user({ roles: ['admin'], audience: 'store' })),
    await as('staff who act as buyer A', { ...a.buyer, impersonator: support }),
    await as('staff who act as seller A', { ...a.owner, impersonator: support }),
    await as('staff who act as a super', identity.user({ roles: ['admin'], impersonator: support })),
    {
      name: 'another service',
      kind: 'service',
      token: undefined,
      tokens: await serviceTokensFor(),
    },
    {
      name: 'an expired token',
      kind: 'no-good-token',
      token: await identity.expiredTokenFor(a.buyer),
      code: 'auth.token-invalid',
    },
    {
      name: 'a revoked session',
      kind: 'no-good-token',
      token: await revokedSession(services, revoked),
      code: 'auth.token-revoked',
    },
    { name: 'no token at all', kind: 'no-good-token', token: 'a.b.c', code: 'auth.token-invalid' },
  ];
}

/** What somebody shows at a service. */
export const tokenAt = (who: Pick<Identity, 'token' | 'tokens'>, service: ServiceName): string | undefined =>
  who.tokens?.get(service) ?? who.token;

/** Those of another service: one for each that it may ask. */
async function serviceTokensFor(): Promise<ReadonlyMap<string, string>> {
  const tokens = createServiceTokens('cart', TEST_SERVICE_SECRET);
  return new Map(
    await Promise.all(ALL_SERVICES.map(async (name) => [name, await tokens.mint(name)] as const)),
  );
}

/** As the auth service does at a log-out. */
async function revokedSession(services: TestServices, user: TestUser): Promise<string> {
  await services
    .database<{ revocations: { kind: string; id: string } }>('auth')
    .insertInto('revocations')
    .values({ kind: 'session', id: user.sessionId })
    .execute();
  await services.revocations.refresh();
  return services.identity.tokenFor(user);
}
