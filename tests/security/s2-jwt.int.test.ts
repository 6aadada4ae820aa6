import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign as signBytes } from 'node:crypto';
import type { User } from '@haat/contracts/http/auth.ts';
import { createServiceTokens } from '@haat/platform/auth/service-token.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { stateOf } from '@haat/testing/service-state.ts';
import { TEST_SERVICE_SECRET } from '@haat/testing/test-environment.ts';
import type { TestUser } from '@haat/testing/test-identity.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGateway } from './open-gateway.ts';
import { ALL_SERVICES } from './two-of-each.ts';

interface Jwk {
  readonly kid: string;
  readonly x: string;
  readonly y: string;
  readonly d: string;
}
type Json = Record<string, unknown>;

let services: TestServices;
let gateway: HttpApp;
let url: string;
let user: TestUser;
let jwk: Jwk;
let publicPem: string;

beforeAll(async () => {
  services = await startTestServices(ALL_SERVICES);
  gateway = await openGateway(services);
  url = await gateway.listen({ host: '127.0.0.1', port: 0 });
  user = services.identity.user();
  jwk = JSON.parse(services.identity.signingKey) as Jwk;
  const { d: _private, ...publicJwk } = jwk;
  publicPem = createPublicKey({ key: { ...publicJwk, kty: 'EC', crv: 'P-256' }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
});
afterAll(async () => {
  await gateway.close();
  await services.stop();
});

const now = () => Math.floor(Date.now() / 1000);
const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const head = (fields: Json = {}): Json => ({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid, ...fields });
const claims = (fields: Json = {}): Json => ({
  iss: 'haat-auth',
  aud: 'haat-store',
  sub: user.userId,
  sid: user.sessionId,
  jti: randomUUID(),
  email: user.email,
  name: 'A',
  roles: ['customer'],
  iat: now(),
  exp: now() + 3_600,
  ...fields,
});
/** By the very key of auth: only what is said differs. */
const signed = (header: Json, payload: Json | string, key: Json = { ...jwk, kty: 'EC', crv: 'P-256' }) => {
  const text = `${encode(header)}.${encode(payload)}`;
  const signature = signBytes('sha256', Buffer.from(text), {
    key: key as never,
    format: 'jwk',
    dsaEncoding: 'ieee-p1363',
  });
  return `${text}.${signature.toString('base64url')}`;
};
const hmac = (header: Json, payload: Json, secret: string | Buffer) => {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const stranger = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as Json;
const without = (name: string) => {
  const { [name]: _gone, ...rest } = claims();
  return rest;
};
const ask = async (headers: Record<string, string>, path = '/v1/orders', method = 'GET') => {
  const answer = await fetch(url + path, { method, headers });
  const text = await answer.text();
  return { status: answer.status, code: text.startsWith('{') ? JSON.parse(text).code : undefined };
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** RFC 8725 and what was done to others. */
const ATTACKS: readonly (readonly [string, () => string | Promise<string>])[] = [
  ...['none', 'None', 'NONE', 'nOnE', ''].map(
    (alg) =>
      [
        `the algorithm ${JSON.stringify(alg)}`,
        () => `${encode(head({ alg }))}.${encode(claims())}.`,
      ] as const,
  ),
  ['no algorithm and a signature of the real key', () => signed(head({ alg: 'none' }), claims())],
  ['no algorithm named', () => signed({ typ: 'at+jwt', kid: jwk.kid }, claims())],
  ['the public key (PEM) as an HMAC secret', () => hmac(head({ alg: 'HS256' }), claims(), publicPem)],
  [
    'the public key (one line) as an HMAC secret',
    () => hmac(head({ alg: 'HS256' }), claims(), publicPem.trim()),
  ],
  [
    'the public key (JWK) as an HMAC secret',
    () => {
      const { d: _private, ...rest } = jwk;
      return hmac(head({ alg: 'HS256' }), claims(), JSON.stringify(rest));
    },
  ],
  [
    'the x of the public key as an HMAC secret',
    () => hmac(head({ alg: 'HS256' }), claims(), Buffer.from(jwk.x, 'base64url')),
  ],
  ['an empty HMAC secret', () => hmac(head({ alg: 'HS256' }), claims(), '')],
  ['the secret of the services', () => hmac(head({ alg: 'HS256' }), claims(), TEST_SERVICE_SECRET)],
  ...['HS384', 'RS256', 'PS256', 'ES384', 'ES512', 'EdDSA', 'es256', 'ES256K'].map(
    (alg) => [`the algorithm ${alg}`, () => signed(head({ alg }), claims())] as const,
  ),
  ['the key of somebody else', () => signed(head(), claims(), stranger())],
  [
    'the key of somebody else under a new kid',
    () => signed(head({ kid: randomUUID() }), claims(), stranger()),
  ],
  [
    'no kid and the key of somebody else',
    () => signed({ alg: 'ES256', typ: 'at+jwt' }, claims(), stranger()),
  ],
  ['its signature cut off', () => `${signed(head(), claims()).split('.').slice(0, 2).join('.')}.`],
  ['no third part', () => signed(head(), claims()).split('.').slice(0, 2).join('.')],
  [
    'a signature of zeros',
    () => `${encode(head())}.${encode(claims())}.${Buffer.alloc(64).toString('base64url')}`,
  ],
  ['half a signature', () => signed(head(), claims()).slice(0, -43)],
  [
    'a signature in DER',
    () => {
      const text = `${encode(head())}.${encode(claims())}`;
      const key = { ...jwk, kty: 'EC', crv: 'P-256' };
      return `${text}.${signBytes('sha256', Buffer.from(text), { key: key as never, format: 'jwk' }).toString('base64url')}`;
    },
  ],
  [
    'another payload under its signature',
    () => {
      const [header, , signature] = signed(head(), claims()).split('.');
      return `${header}.${encode(claims({ sub: randomUUID() }))}.${signature}`;
    },
  ],
  [
    'another header under its signature',
    () => {
      const [, payload, signature] = signed(head(), claims()).split('.');
      return `${encode(head({ cty: 'x' }))}.${payload}.${signature}`;
    },
  ],
  ...[
    '../../../../dev/null',
    "' or '1'='1",
    'http://evil.example/jwks.json',
    '',
    '__proto__',
    'constructor',
    'x'.repeat(1_000),
  ].map((kid) => [`the kid ${kid.slice(0, 30)}`, () => signed(head({ kid }), claims(), stranger())] as const),
  ...(['jku', 'x5u'] as const).map(
    (field) =>
      [
        `a ${field} of its own`,
        () => signed(head({ [field]: 'http://127.0.0.1:9/keys.json', kid: 'own' }), claims(), stranger()),
      ] as const,
  ),
  [
    'a jwk of its own',
    () => {
      const key = stranger();
      const { d: _private, ...open } = key;
      return signed(head({ jwk: open }), claims(), key);
    },
  ],
  ['an x5c of its own', () => signed(head({ x5c: ['MIIB'], kid: 'own' }), claims(), stranger())],
  ['a critical extension that nobody knows', () => signed(head({ crit: ['haat'], haat: 1 }), claims())],
  ['an empty list of critical extensions', () => signed(head({ crit: [] }), claims())],
  ['an unencoded payload (b64)', () => signed(head({ b64: false, crit: ['b64'] }), claims())],
  ['a time that is over', () => signed(head(), claims({ exp: now() - 1 }))],
  ['an end that is text', () => signed(head(), claims({ exp: String(now() + 3_600) }))],
  [
    'an end beyond numbers',
    () => signed(head(), JSON.stringify(claims({ exp: 0 })).replace('"exp":0', '"exp":1e999')),
  ],
  ['a longer life than any token has', () => signed(head(), claims({ exp: now() + 86_400 }))],
  ['a time that has not come', () => signed(head(), claims({ nbf: now() + 60 }))],
  ...['iss', 'aud', 'sub', 'sid', 'jti', 'exp', 'iat', 'email', 'roles'].map(
    (name) => [`no ${name}`, () => signed(head(), without(name))] as const,
  ),
  ['another issuer', () => signed(head(), claims({ iss: 'https://evil.example' }))],
  ...['haat', 'haat-internal', 'haat-store ', 'HAAT-STORE', ''].map(
    (aud) => [`the audience ${JSON.stringify(aud)}`, () => signed(head(), claims({ aud }))] as const,
  ),
  ['several audiences', () => signed(head(), claims({ aud: ['haat-store', 'haat-admin'] }))],
  ...['JWT', 'jwt', 'service+jwt', 'refresh+jwt', ''].map(
    (typ) => [`the type ${JSON.stringify(typ)}`, () => signed(head({ typ }), claims())] as const,
  ),
  ['no type', () => signed({ alg: 'ES256', kid: jwk.kid }, claims())],
  ['a payload that is a list', () => signed(head(), '[]')],
  ['a payload that is no JSON', () => signed(head(), 'hello')],
  ['five parts, as if it were encrypted', () => `${encode({ alg: 'dir', enc: 'A128GCM' })}....`],
  ['a service’s token', () => createServiceTokens('order', TEST_SERVICE_SECRET).mint('order')],
  ['a refresh token', () => 'x'.repeat(43)],
  ['more text than any token has', () => `${signed(head(), claims({ pad: 'x'.repeat(8_000) }))}`],
  ['nothing after the scheme', () => ''],
  ['another token behind it', () => `${signed(head(), claims())} ${signed(head(), claims())}`],
];

describe('an access token at the gateway', () => {
  it('that is good is let in', async () => {
    expect((await ask(bearer(signed(head(), claims())))).status).toBe(200);
    expect((await ask(bearer(await services.identity.tokenFor(user)))).status).toBe(200);
  });

  it.each(ATTACKS)('is refused with %s, also where nobody is asked for one', async (_what, make) => {
    const token = await make();
    for (const path of ['/v1/orders', '/v1/categories', '/v1/admin/orders']) {
      const { status, code } = await ask(bearer(token), path);
      expect([path, status, code]).toEqual([path, 401, 'auth.token-invalid']);
    }
  });

  it.each([
    ['as Basic', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['under another scheme', { authorization: 'Token x' }],
    ['without a scheme', { authorization: 'x' }],
  ])('is refused %s', async (_what, headers) => {
    expect(await ask(headers)).toEqual({ status: 401, code: 'auth.token-invalid' });
  });

  it('is read from the header alone: not from the query, a cookie, a body or another header', async () => {
    const token = signed(head(), claims());
    for (const [path, headers] of [
      [`/v1/orders?access_token=${token}`, {}],
      [
        '/v1/orders',
        { cookie: `haat-refresh=${token}; access_token=${token}; authorization=Bearer ${token}` },
      ],
      ['/v1/orders', { 'x-authorization': `Bearer ${token}`, 'x-access-token': token }],
    ] as const) {
      const { status } = await ask(headers, path);
      expect([401, 400]).toContain(status);
    }
  });

  it('changes nothing where it is refused', async () => {
    const before = await stateOf(services, 'cart');
    const headers = { ...bearer(signed(head(), claims(), stranger())), 'content-type': 'application/json' };
    const answer = await fetch(`${url}/v1/cart/items`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ offerId: randomUUID(), quantity: 1 }),
    });
    expect(answer.status).toBe(401);
    expect(await stateOf(services, 'cart')).toEqual(before);
  });

  it('says who it is to no service directly: what is between services takes none', async () => {
    for (const token of [
      signed(head(), claims()),
      signed(head(), claims({ aud: 'haat-admin', staff_role: 'super' })),
    ]) {
      const answer = await services.call('auth', {
        method: 'POST',
        path: '/internal/users',
        token,
        body: {},
      });
      expect(answer.status).toBe(401);
    }
  });
});

describe('an access token after the log-out', () => {
  const PASSWORD = 'correct horse battery';
  const open = async () => {
    const email = `${randomUUID()}@buyers.example`;
    await services.callAsService<User>('auth', {
      method: 'POST',
      path: '/internal/users',
      body: { email, password: PASSWORD, name: 'Meera', roles: ['customer'] },
    });
    const answer = await fetch(`${url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    return {
      accessToken,
      cookie: answer.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
    };
  };

  it('is refused within a look at the list of what was revoked, and another session’s is not', async () => {
    const [mine, other] = [await open(), await open()];
    expect((await ask(bearer(mine.accessToken))).status).toBe(200);
    expect((await ask({ cookie: mine.cookie }, '/v1/auth/logout', 'POST')).status).toBe(204);
    await services.revocations.refresh();
    expect(await ask(bearer(mine.accessToken))).toEqual({ status: 401, code: 'auth.token-revoked' });
    expect((await ask(bearer(other.accessToken))).status).toBe(200);
  });
});
