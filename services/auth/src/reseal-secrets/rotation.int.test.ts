import { randomBytes, randomUUID } from 'node:crypto';
import type { Session } from '@haat/contracts/http/auth.ts';
import type {
  LogInChallenge,
  PasskeyCreation,
  PasskeyRequest,
  TotpEnrolment,
  WaysIn,
} from '@haat/contracts/http/factors.ts';
import { createDatabase } from '@haat/platform/db/database.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { linkTo, signUp, TEST_PASSWORD, turnTotpOn } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { oneTimeCode, wrongOneTimeCode } from '@haat/testing/one-time-code.ts';
import { createTestAuthenticator } from '@haat/testing/test-authenticator.ts';
import { TEST_AUTH_SECRET } from '@haat/testing/test-environment.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { decodeProtectedHeader } from 'jose';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';
import { deriveKey, keyRing } from '../derive-key.ts';
import { createSeal } from '../seal.ts';
import { resealSecrets } from './reseal-secrets.job.ts';

const NEW_SECRET = 'what-auth-derives-its-keys-from-after-a-rotation';
const USE = 'secrets of one-time codes';
const OLD_SEAL = createSeal([deriveKey(TEST_AUTH_SECRET, USE)]);
const NEW_SEAL = createSeal([deriveKey(NEW_SECRET, USE)]);

let services: TestServices;
beforeEach(async () => {
  services = await startTestServices(['auth']);
});
afterEach(() => services.stop());

/** The instance that answers from now on has the new secret, and knows the old one. */
const rotate = () =>
  services.addInstance('auth', { AUTH_SECRET: NEW_SECRET, AUTH_SECRET_PREVIOUS: TEST_AUTH_SECRET });
/** The same, by somebody who did not read how it is done. */
const forgetOldSecret = () =>
  services.addInstance('auth', { AUTH_SECRET: NEW_SECRET, AUTH_SECRET_PREVIOUS: '' });
const database = (): Kysely<AuthTables> => services.database<AuthTables>('auth');
const post = <Body = unknown>(path: string, body?: object, token?: string) =>
  services.call<Body>('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    ...(body ? { body } : {}),
    ...(token ? { token } : {}),
  });
const logIn = async (email: string) =>
  (await post<LogInChallenge>('login', { email, password: TEST_PASSWORD })).body.challenge;
const pass = (challenge: string, method: 'totp' | 'recovery-code', code: string) =>
  post<Session>('login/second-factor', { challenge, method, code });
const somebody = async () => {
  const { body, email } = await signUp(services);
  const token = body.accessToken;
  return { email, token, userId: body.user.id, ...(await turnTotpOn(services, token)) };
};
const sealedOf = async (userId: string) =>
  (
    await database()
      .selectFrom('totp_credentials')
      .select('sealed_secret')
      .where('user_id', '=', userId as never)
      .executeTakeFirstOrThrow()
  ).sealed_secret;
const guessesAreCounted = async () =>
  (await database().selectFrom('guesses').selectAll().where('failures', '>', 0).execute()).length > 0;

describe('after a rotation of AUTH_SECRET', () => {
  it('a code of an authenticator is right as before, and its secret lies under the new key from then on', async () => {
    const { email, userId, secret } = await somebody();
    await rotate();
    expect(NEW_SEAL.open(await sealedOf(userId), userId)).toBeUndefined();
    const { status } = await pass(await logIn(email), 'totp', oneTimeCode(secret));
    expect(status).toBe(200);
    const sealed = await sealedOf(userId);
    expect([OLD_SEAL.open(sealed, userId), NEW_SEAL.open(sealed, userId)?.isStale]).toEqual([
      undefined,
      false,
    ]);
    // Still the same code: it was used.
    const again = await pass(await logIn(email), 'totp', oneTimeCode(secret));
    expect(codeOf(again)).toEqual([401, 'auth.second-factor-wrong']);
  });

  it('a wrong code moves nothing', async () => {
    const { email, userId, secret } = await somebody();
    await rotate();
    const before = await sealedOf(userId);
    expect((await pass(await logIn(email), 'totp', wrongOneTimeCode(secret))).status).toBe(401);
    expect((await sealedOf(userId)).equals(before)).toBe(true);
  });

  it('the same key signs, and lies under the new secret', async () => {
    const { email } = await signUp(services);
    const kid = async () => {
      const { body } = await post<Session>('login', { email, password: TEST_PASSWORD });
      return decodeProtectedHeader(body.accessToken).kid ?? '';
    };
    const before = await kid();
    await rotate();
    expect(await kid()).toBe(before);
    const [row, ...others] = await database().selectFrom('signing_keys').selectAll().execute();
    const seal = createSeal([deriveKey(NEW_SECRET, 'signing keys')]);
    expect([others, seal.open(row?.sealed ?? Buffer.alloc(0), before)?.isStale]).toEqual([[], false]);
  });

  it('the code of a mail of before is right', async () => {
    const email = `${randomUUID()}@buyers.example`;
    const begun = await post('register', { email, name: 'Meera', password: TEST_PASSWORD });
    const { code } = await linkTo(services, 'registration', email);
    await rotate();
    const registered = await services.call<Session>('auth', {
      method: 'POST',
      path: '/v1/auth/register/confirm',
      body: { code },
      cookies: begun.cookies,
    });
    expect(registered.status).toBe(201);
  });

  it('a browser is known as before, and remembered under the new key in the place of the old mark', async () => {
    const { email, cookies } = await signUp(services);
    await rotate();
    const newDeviceMails = async () =>
      (await database().selectFrom('mail_requests').select('kind').where('recipient', '=', email).execute())
        .map(({ kind }) => kind)
        .filter((kind) => kind === 'new-device').length;
    const device = cookies['haat-device'] ?? '';
    const again = await services.call('auth', {
      method: 'POST',
      path: '/v1/auth/login',
      body: { email, password: TEST_PASSWORD },
      cookies: { 'haat-device': device },
    });
    const remembered = again.cookies['haat-device'] ?? '';
    expect([again.status, await newDeviceMails()]).toEqual([200, 0]);
    expect([remembered.split('.').length, remembered.split('.')[0]]).toEqual([2, device.split('.')[0]]);
    expect(remembered).not.toBe(device);
  });

  it('the secrets of those who do not come are moved, those that no key opens are left, and the log says so', async () => {
    const [absent, lost] = [await somebody(), await somebody()];
    await database()
      .updateTable('totp_credentials')
      .set({ sealed_secret: createSeal([randomBytes(32)]).close('lost', lost.userId) })
      .where('user_id', '=', lost.userId as never)
      .execute();
    const before = await sealedOf(lost.userId);
    const own = createDatabase<AuthTables>({
      url: services.environment('auth').DATABASE_URL ?? '',
      applicationName: 'a job',
      onError: () => {},
    });
    const lines: unknown[] = [];
    const logger = Object.assign(createLogger({ level: 'silent' }), {
      warn: (about: unknown) => lines.push(about),
      info: (about: unknown) => lines.push(about),
    });
    const seal = createSeal(
      keyRing({ AUTH_SECRET: NEW_SECRET, AUTH_SECRET_PREVIOUS: TEST_AUTH_SECRET })(USE),
    );
    await resealSecrets({ database: own, seal, logger });
    await resealSecrets({ database: own, seal, logger });
    await own.close();
    expect(lines).toEqual([
      { resealed: 1, unreadable: 1 },
      { resealed: 0, unreadable: 1 },
    ]);
    expect(NEW_SEAL.open(await sealedOf(absent.userId), absent.userId)?.isStale).toBe(false);
    expect((await sealedOf(lost.userId)).equals(before)).toBe(true);
  });
});

describe('where the old secret is gone', () => {
  it('a code is refused for what it is, uses no attempt up, and is right again when the secret is back', async () => {
    const { email, secret } = await somebody();
    await forgetOldSecret();
    const challenge = await logIn(email);
    for (let attempt = 0; attempt < 6; attempt++) {
      const refused = await pass(challenge, 'totp', oneTimeCode(secret));
      expect(codeOf(refused)).toEqual([409, 'auth.authenticator-unreadable']);
    }
    expect(await guessesAreCounted()).toBe(false);
    await rotate();
    expect((await pass(challenge, 'totp', oneTimeCode(secret))).status).toBe(200);
  });

  it('a recovery code and a passkey open the account', async () => {
    const { email, token, recoveryCodes } = await somebody();
    const device = createTestAuthenticator();
    const creation = await post<PasskeyCreation>('passkeys/options', undefined, token);
    await post('passkeys', { name: 'Laptop', credential: device.create(creation.body) }, token);
    await forgetOldSecret();
    expect((await pass(await logIn(email), 'recovery-code', recoveryCodes[0] ?? '')).status).toBe(200);
    const challenge = await logIn(email);
    const asked = await post<PasskeyRequest>('login/second-factor/passkey/options', { challenge });
    const credential = device.get(asked.body);
    expect((await post('login/second-factor/passkey', { challenge, credential })).status).toBe(200);
  });

  it('two-step log-in is turned off by a recovery code, not by the app, and on again', async () => {
    const { token, userId, secret, recoveryCodes } = await somebody();
    await database()
      .updateTable('totp_credentials')
      .set({ sealed_secret: createSeal([randomBytes(32)]).close('lost', userId) })
      .where('user_id', '=', userId as never)
      .execute();
    const disable = (code = '') => post('totp/disable', { password: TEST_PASSWORD, code }, token);
    expect(codeOf(await disable(oneTimeCode(secret)))).toEqual([409, 'auth.authenticator-unreadable']);
    const { body } = await services.call<WaysIn>('auth', { path: '/v1/auth/ways-in', token });
    expect([body.totp === null, body.recoveryCodesLeft]).toEqual([false, 10]);
    expect((await disable(recoveryCodes[0])).status).toBe(204);
    expect((await turnTotpOn(services, token)).recoveryCodes).toHaveLength(10);
  });

  it('an app that was being set up begins anew', async () => {
    const { body } = await signUp(services);
    const token = body.accessToken;
    const first = await post<TotpEnrolment>('totp', undefined, token);
    await database()
      .updateTable('totp_credentials')
      .set({ sealed_secret: createSeal([randomBytes(32)]).close('lost', body.user.id) })
      .where('user_id', '=', body.user.id as never)
      .execute();
    const confirmed = await post('totp/confirm', { code: oneTimeCode(first.body.secret) }, token);
    expect(codeOf(confirmed)).toEqual([409, 'auth.authenticator-unreadable']);
    expect((await turnTotpOn(services, token)).recoveryCodes).toHaveLength(10);
  });

  it('a mail whose link nobody could follow is dropped', async () => {
    const nonce = randomBytes(32);
    const email = `${randomUUID()}@buyers.example`;
    await database()
      .insertInto('email_links')
      .values({
        purpose: 'registration',
        subject_id: randomUUID(),
        email,
        nonce,
        token_hash: randomBytes(32),
        expires_at: new Date('2100-01-01'),
      })
      .execute();
    await database()
      .insertInto('mail_requests')
      .values({ id: randomUUID(), kind: 'registration', recipient: email, details: '{}', link_nonce: nonce })
      .execute();
    await until('the mail to be dropped', async () => {
      const rows = await database().selectFrom('mail_requests').select('id').where('recipient', '=', email);
      return (await rows.execute()).length === 0;
    });
  });
});
