import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { User } from '@haat/contracts/http/auth.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { listOffers, openShop } from '@haat/testing/marketplace.ts';
import { stateOf } from '@haat/testing/service-state.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGateway } from './open-gateway.ts';
import { ALL_SERVICES } from './two-of-each.ts';

const HTTPS = 'https://haat.example';
const PARTNER = 'https://partner.example';
let services: TestServices;
let root: string;
let plain: HttpApp;
let secure: HttpApp;
let offerId: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'haat-web-'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Haat</title>');
  const https = { PUBLIC_URL: HTTPS };
  services = await startTestServices(
    ALL_SERVICES,
    Object.fromEntries(ALL_SERVICES.map((name) => [name, https])),
  );
  plain = await openGateway(services, { WEB_ROOT: root });
  secure = await openGateway(services, { WEB_ROOT: root, ...https, CORS_ORIGINS: PARTNER });
  const [offer] = await listOffers(services, await openShop(services), [{ title: 'Lamp', price: '20.00' }]);
  offerId = offer?.offerId ?? '';
  await services.settled();
});
afterAll(async () => {
  await plain.close();
  await secure.close();
  await services.stop();
  rmSync(root, { recursive: true });
});

const directives = (policy: unknown) =>
  Object.fromEntries(
    String(policy)
      .split(';')
      .map((each) => each.trim().split(/\s+/))
      .map(([name = '', ...values]) => [name, values.join(' ')]),
  );
const CROSS = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

describe('a page', () => {
  it('runs its own scripts and Stripe’s, and nothing that stands in its text', async () => {
    const { headers } = await secure.inject({ url: '/', headers: { accept: 'text/html' } });
    expect(directives(headers['content-security-policy'])).toEqual({
      'default-src': "'self'",
      'script-src': "'self' https://js.stripe.com",
      'script-src-attr': "'none'",
      'style-src': "'self' 'unsafe-inline'",
      'style-src-attr': "'none'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self' https://api.stripe.com",
      'frame-src': 'https://js.stripe.com https://hooks.stripe.com',
      'worker-src': "'none'",
      'manifest-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'upgrade-insecure-requests': '',
    });
  });

  it('is framed by nobody, tells others little and asks for nothing of the device', async () => {
    const { headers } = await secure.inject({ url: '/checkout', headers: { accept: 'text/html' } });
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });
});

describe('an answer of the API', () => {
  it.each(['/v1/categories', '/v1/orders', '/v1/nothing', '/v1/media/art/teddy-bear.1.svg', '/openapi.json'])(
    'is harmless as a page: %s',
    async (url) => {
      const { headers } = await secure.inject({ url, headers: { accept: 'application/json' } });
      const policy = directives(headers['content-security-policy']);
      expect([policy['default-src'], policy.sandbox]).toEqual(["'none'", '']);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      });
      expect(String(headers['content-type'])).not.toContain('text/html');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );
});

describe('a cookie', () => {
  const PASSWORD = 'correct horse battery';
  const cookiesOf = (headers: Record<string, unknown>) => [headers['set-cookie'] ?? []].flat().map(String);

  it('of a session, a known device or a guest’s cart is bound to this very host, and out of reach of scripts', async () => {
    const email = `${randomUUID()}@buyers.example`;
    await services.callAsService<User>('auth', {
      method: 'POST',
      path: '/internal/users',
      body: { email, password: PASSWORD, name: 'Meera', roles: ['customer'] },
    });
    const session = await secure.inject({
      method: 'POST',
      url: '/v1/auth/login',
      payload: { email, password: PASSWORD },
    });
    const cart = await secure.inject({
      method: 'POST',
      url: '/v1/cart/items',
      payload: { offerId, quantity: 1 },
    });
    const cookies = [...cookiesOf(session.headers), ...cookiesOf(cart.headers)];
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
      '__Host-haat-refresh',
      '__Host-haat-device',
      '__Host-haat-cart',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; SameSite=(Strict|Lax)/);
      expect(cookie).not.toMatch(/Domain=/i);
    }
    expect(cookies[0]).toMatch(/SameSite=Strict/);
  });

  it('without the prefix, as another host of the site could set it, is not taken for one', async () => {
    const cart = await secure.inject({
      method: 'POST',
      url: '/v1/cart/items',
      payload: { offerId, quantity: 1 },
    });
    const [value = ''] = cart.cookies.map((cookie) => cookie.value);
    const read = (name: string) => secure.inject({ url: '/v1/cart', cookies: { [name]: value } });
    expect((await read('__Host-haat-cart')).json().itemCount).toBe(1);
    expect((await read('haat-cart')).json().itemCount).toBe(0);
  });
});

describe('another site’s page', () => {
  const forms: readonly (readonly [string, string, string])[] = [
    ['a form', 'application/x-www-form-urlencoded', `offerId=x&quantity=1`],
    ['a form with a file', 'multipart/form-data; boundary=x', '--x--'],
    ['JSON as plain text', 'text/plain', '{"offerId":"x","quantity":1}'],
    ['JSON without a type', '', '{"offerId":"x","quantity":1}'],
  ];

  it.each(forms)(
    'that sends %s changes nothing, whatever headers it can set',
    async (_what, type, payload) => {
      const before = await stateOf(services, 'cart');
      for (const headers of [CROSS, { origin: 'null' }, { origin: 'https://evil.example' }, {}]) {
        const answer = await secure.inject({
          method: 'POST',
          url: '/v1/cart/items',
          headers: { ...headers, ...(type ? { 'content-type': type } : {}) } as Record<string, string>,
          payload,
        });
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        expect(answer.statusCode).toBeLessThan(500);
      }
      expect(await stateOf(services, 'cart')).toEqual(before);
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('that sends %s is refused as such', async (method) => {
    for (const headers of [
      CROSS,
      { origin: 'null' },
      { origin: `${HTTPS}.evil.example` },
      { origin: 'https://haat.example@evil.example' },
    ]) {
      const answer = await secure.inject({
        method,
        url: '/v1/auth/logout',
        headers: headers as Record<string, string>,
      });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'http.cross-site']);
    }
  });

  it('may not read: no origin but those of the list is allowed, and none with cookies', async () => {
    const preflight = (gateway: HttpApp, origin: string) =>
      gateway.inject({
        method: 'OPTIONS',
        url: '/v1/orders',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
    for (const [gateway, origin] of [
      [plain, PARTNER],
      [secure, 'https://evil.example'],
      [secure, 'null'],
      [secure, `${PARTNER}.evil.example`],
      [secure, 'http://partner.example'],
    ] as const) {
      const { headers } = await preflight(gateway, origin);
      expect([origin, headers['access-control-allow-origin']]).toEqual([origin, undefined]);
    }
    const { statusCode, headers } = await preflight(secure, PARTNER);
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-origin']).toBe(PARTNER);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers.vary).toContain('Origin');
  });

  it('of the list may call by a token, and not by a cookie', async () => {
    const token = await services.identity.tokenFor(services.identity.user());
    const headers = { origin: PARTNER, 'sec-fetch-site': 'cross-site' };
    const call = (more: Record<string, string>) =>
      secure.inject({
        method: 'POST',
        url: '/v1/cart/items',
        headers: { ...headers, ...more },
        payload: { offerId, quantity: 1 },
      });
    const answer = await call({ authorization: `Bearer ${token}` });
    expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([200, PARTNER]);
    const before = await stateOf(services, 'cart');
    const refused = await call({ cookie: '__Host-haat-cart=somebody' });
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'http.cross-site']);
    expect(await stateOf(services, 'cart')).toEqual(before);
  });
});
