import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createTestIdentity, type TestIdentity } from '@haat/testing/test-identity.ts';
import { importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type AccessTokenVerifier, createAccessTokenVerifier } from './access-token.ts';

const nobody = {
  send: async () => {
    throw new Error('nobody is there');
  },
};
let identity: TestIdentity;
let verifier: AccessTokenVerifier;
let jwk: JWK;
beforeAll(async () => {
  identity = await createTestIdentity();
  verifier = createAccessTokenVerifier(identity.serveKeys(nobody));
  jwk = JSON.parse(identity.signingKey) as JWK;
});

const claims = (): JWTPayload => {
  const now = Math.floor(Date.now() / 1000);
  return {
    sub: randomUUID(),
    iss: 'haat-auth',
    aud: 'haat-store',
    sid: randomUUID(),
    jti: randomUUID(),
    iat: now,
    exp: now + 3600,
    email: 'a@b.example',
    name: 'A',
    roles: ['customer'],
  };
};
const header = () => ({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid ?? '' });
const sign = async (payload: JWTPayload, protectedHeader: Record<string, unknown> = header(), key = jwk) =>
  new SignJWT(payload)
    .setProtectedHeader(protectedHeader as never)
    .sign(await importJWK(key, 'ES256'), { crit: { haat: true } });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an access token', () => {
  it('tells who asks', async () => {
    const user = identity.user({ roles: ['customer', 'seller'], sellerId: randomUUID() });
    expect(await verifier.verify(await identity.tokenFor(user))).toEqual({
      kind: 'user',
      userId: user.userId,
      email: user.email,
      name: 'Test User',
      audience: 'seller',
      sessionId: user.sessionId,
      roles: ['customer', 'seller'],
      sellerId: user.sellerId,
      sellerRole: 'owner',
      staffRole: null,
      amr: ['pwd'],
      impersonator: null,
    });
  });

  it('is refused by the second look as by the first, when it has expired', async () => {
    const token = await sign({ ...claims(), exp: Math.floor(Date.now() / 1000) - 1 });
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token-invalid' });
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token-invalid' });
  });

  const withoutClaim = (name: string) => async () => {
    const { [name]: _gone, ...rest } = claims();
    return sign(rest);
  };
  it.each<[string, () => Promise<string>]>([
    ['no algorithm', async () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims())}.`],
    [
      'the public key as an HMAC secret',
      async () => {
        const { d: _private, ...publicKey } = jwk;
        const text = `${encode({ ...header(), alg: 'HS256' })}.${encode(claims())}`;
        return `${text}.${createHmac('sha256', JSON.stringify(publicKey)).update(text).digest('base64url')}`;
      },
    ],
    ['its signature cut off', async () => `${(await sign(claims())).split('.').slice(0, 2).join('.')}.`],
    [
      'another payload under its signature',
      async () => {
        const [head, , signature] = (await sign(claims())).split('.');
        return `${head}.${encode({ ...claims(), roles: ['admin'] })}.${signature}`;
      },
    ],
    [
      'the key of somebody else',
      async () => {
        const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
        return sign(claims(), header(), other as JWK);
      },
    ],
    [
      'a key of its own in the header',
      async () => {
        const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
        return sign(claims(), { ...header(), kid: 'unknown', jwk: other }, other as JWK);
      },
    ],
    ['a key id that is a path', async () => sign(claims(), { ...header(), kid: '../../etc/passwd' })],
    [
      'a critical extension that nobody knows',
      async () => sign(claims(), { ...header(), crit: ['haat'], haat: 1 }),
    ],
    ['another type, e.g. a refresh token', async () => sign(claims(), { ...header(), typ: 'JWT' })],
    ['another issuer', async () => sign({ ...claims(), iss: 'elsewhere' })],
    ['another audience', async () => sign({ ...claims(), aud: 'haat-internal' })],
    ['several audiences', async () => sign({ ...claims(), aud: ['haat-store', 'haat-admin'] })],
    [
      'a time before which it is not valid',
      async () => sign({ ...claims(), nbf: Math.floor(Date.now() / 1000) + 60 }),
    ],
    ['no expiry', withoutClaim('exp')],
    [
      'a life longer than ours',
      async () => sign({ ...claims(), exp: Math.floor(Date.now() / 1000) + 7_200 }),
    ],
    ['no subject', withoutClaim('sub')],
    ['no roles', withoutClaim('roles')],
    ['no session', withoutClaim('sid')],
    ['text that is no token', async () => 'a.b.c'],
    ['more text than any token has', async () => `${await sign(claims())}${'x'.repeat(5_000)}`],
  ])('is refused with %s', async (_what, make) => {
    await expect(verifier.verify(await make())).rejects.toMatchObject({
      code: 'auth.token-invalid',
      status: 401,
    });
  });

  it('is judged by the last known keys while auth is away, however long', async () => {
    let away = false;
    const keys = identity.serveKeys(nobody);
    const transport = {
      send: async (...call: Parameters<typeof keys.send>) =>
        away ? { status: 503, headers: {}, body: '{}' } : keys.send(...call),
    };
    const patient = createAccessTokenVerifier(transport);
    await patient.verify(await sign(claims()));
    away = true;
    vi.setSystemTime(Date.now() + 3_600_000);
    try {
      const later = await sign(claims());
      expect((await patient.verify(later)).email).toBe('a@b.example');
      await expect(patient.verify(`${later.slice(0, -9)}AAAAAAAAA`)).rejects.toMatchObject({ status: 401 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('of a key that was withdrawn is refused, also one that was seen before', async () => {
    let withdrawn = false;
    const other = await createTestIdentity();
    const transport = {
      send: (...call: Parameters<typeof before.send>) => (withdrawn ? after : before).send(...call),
    };
    const [before, after] = [identity.serveKeys(nobody), other.serveKeys(nobody)];
    const strict = createAccessTokenVerifier(transport);
    const token = await sign(claims());
    await strict.verify(token);
    withdrawn = true;
    vi.setSystemTime(Date.now() + 130_000);
    try {
      // Somebody comes with a token of the new key, so the keys are looked at.
      await strict.verify(await other.tokenFor(other.user()));
      await expect(strict.verify(token)).rejects.toMatchObject({ code: 'auth.token-invalid', status: 401 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not judged while the keys cannot be had', async () => {
    const refusing = { send: async () => ({ status: 500, headers: {}, body: '{"error":true}' }) };
    await expect(createAccessTokenVerifier(refusing).verify(await sign(claims()))).rejects.toMatchObject({
      code: 'http.upstream-unavailable',
      status: 503,
    });
    const blind = createAccessTokenVerifier(nobody);
    await expect(blind.verify(await sign(claims()))).rejects.toMatchObject({
      code: 'http.upstream-unavailable',
      status: 503,
    });
  });
});
