import { SignJWT } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { createServiceTokens } from './service-token.ts';

const [OLD, NEW] = ['the old secret that all services share', 'the new secret that all services share'];
const refusal = { code: 'auth.token-invalid', status: 401 };
const orderFrom = (secrets: string) => createServiceTokens('order', secrets);
const sign = (fields: {
  aud?: string | string[];
  iss?: string;
  typ?: string;
  seconds?: number;
  age?: number;
}) => {
  const {
    aud = 'haat-internal-order',
    iss = 'haat-service',
    typ = 'service+jwt',
    seconds = 300,
    age = 0,
  } = fields;
  const now = Math.floor(Date.now() / 1000) - age;
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ })
    .setIssuer(iss)
    .setSubject('cart')
    .setAudience(aud)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(new TextEncoder().encode(OLD));
};

describe('a token between services', () => {
  it('says who asks, to the service that it was made for', async () => {
    const token = await createServiceTokens('cart', OLD).mint('order');
    expect(await orderFrom(OLD).verify(token)).toEqual({ kind: 'service', service: 'cart' });
  });

  it('is refused by every other service: whoever was shown it cannot show it on', async () => {
    const token = await createServiceTokens('cart', OLD).mint('order');
    for (const other of ['payment', 'cart', 'orders', 'internal-order', '']) {
      await expect(createServiceTokens(other, OLD).verify(token)).rejects.toMatchObject(refusal);
    }
  });

  it.each([
    ['another secret', () => createServiceTokens('cart', NEW).mint('order')],
    ['several audiences', () => sign({ aud: ['haat-internal-order', 'haat-internal-payment'] })],
    ['the audience of before', () => sign({ aud: 'haat-internal' })],
    ['another issuer', () => sign({ iss: 'haat-auth' })],
    ['another type', () => sign({ typ: 'at+jwt' })],
    ['a life longer than five minutes', () => sign({ seconds: 3_600, age: 301 })],
    ['an end that is past', () => sign({ seconds: 10, age: 11 })],
    ['a start that is to come', () => sign({ age: -3_600 })],
  ])('is refused with %s', async (_what, make) => {
    await expect(orderFrom(OLD).verify(await make())).rejects.toMatchObject(refusal);
  });

  it('is kept, and made anew before it ends', async () => {
    const tokens = createServiceTokens('cart', OLD);
    const first = await tokens.mint('order');
    expect(await tokens.mint('order')).toBe(first);
    expect(await tokens.mint('payment')).not.toBe(first);
    vi.setSystemTime(Date.now() + 241_000);
    try {
      const second = await tokens.mint('order');
      expect(second).not.toBe(first);
      expect((await orderFrom(OLD).verify(second)).service).toBe('cart');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a change of the secret', () => {
  it('refuses nobody on the way, whoever is ahead', async () => {
    const steps = [OLD, `${OLD},${NEW}`, `${NEW},${OLD}`, NEW];
    for (const [index, ahead] of steps.entries()) {
      // Services change one after the other: each meets those that are one step behind.
      const behind = steps[Math.max(0, index - 1)] ?? OLD;
      for (const [from, to] of [
        [ahead, behind],
        [behind, ahead],
      ] as const) {
        const token = await createServiceTokens('cart', from).mint('order');
        expect((await orderFrom(to).verify(token)).service).toBe('cart');
      }
    }
    const old = await createServiceTokens('cart', OLD).mint('order');
    await expect(orderFrom(NEW).verify(old)).rejects.toMatchObject(refusal);
  });

  it.each(['', 'too short', `${OLD},`, `${OLD},too short`])(
    'is refused with a weak secret: "%s"',
    (secrets) => {
      expect(() => orderFrom(secrets)).toThrow('fewer than 32 characters');
    },
  );
});
