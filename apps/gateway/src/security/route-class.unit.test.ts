import { describe, expect, it } from 'vitest';
import { pathOf, routeClassOf } from './route-class.ts';

describe('a request is counted', () => {
  it.each([
    ['GET', '/v1/products/lamp', 'reads'],
    ['HEAD', '/v1/orders', 'reads'],
    ['GET', '/v1/search', 'search'],
    ['GET', '/v1/search/suggestions', 'search'],
    ['POST', '/graphql', 'search'],
    ['POST', '/v1/cart/items', 'writes'],
    ['POST', '/v1/orders/7/cancel', 'writes'],
    ['POST', '/v1/checkout/quotes', 'checkout'],
    ['POST', '/v1/orders', 'checkout'],
    ['POST', '/v1/orders/', 'checkout'],
    ['POST', '/v1/orders/7/payment', 'checkout'],
    ['POST', '/v1/orders/lookup', 'lookup'],
    ['POST', '/v1/auth/login', 'credentials'],
    ['POST', '/v1/auth/register/resend', 'credentials'],
    ['POST', '/v1/auth/email-verification/code', 'credentials'],
    ['POST', '/v1/auth/password-reset', 'credentials'],
    ['POST', '/v1/auth/password-reset/confirm', 'credentials'],
    ['POST', '/v1/auth/password', 'credentials'],
    ['POST', '/v1/auth/email-change', 'credentials'],
    ['POST', '/v1/auth/menace', 'credentials'],
    ['GET', '/v1/auth/sessions', 'reads'],
    ['DELETE', '/v1/auth/sessions/7', 'writes'],
    ['POST', '/v1/auth/sessions/end', 'writes'],
    ['PATCH', '/v1/auth/me', 'writes'],
    ['PATCH', '/v1/notifications/preferences', 'writes'],
    ['POST', '/v1/auth/login/passkey', 'credentials'],
    ['POST', '/v1/auth/login/passkey/options', 'writes'],
    ['POST', '/v1/auth/refresh', 'writes'],
    ['POST', '/v1/auth/logout', 'writes'],
    ['POST', '/v1/webhooks/stripe', undefined],
    ['GET', '/assets/app.js', undefined],
  ])('%s %s among %s', (method, path, expected) => {
    expect(routeClassOf(method, path)).toBe(expected);
  });

  it.each([
    ['/v1/auth/login?next=1', '/v1/auth/login'],
    ['/v1/auth/%6cogin', '/v1/auth/login'],
    ['/%761/auth/login#x', '/v1/auth/login'],
    ['/v1/%zz', '/v1/%zz'],
  ])('by the path that the router reads: %s', (url, path) => {
    expect(pathOf(url)).toBe(path);
  });
});
