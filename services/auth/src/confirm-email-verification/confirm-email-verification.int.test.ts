import { EmailVerified } from '@haat/contracts/events/email-verified.v1.ts';
import type { User } from '@haat/contracts/http/auth.ts';
import { linkTo, signUp } from '@haat/testing/accounts.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthTables } from '../db/tables.ts';

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices(['auth']);
});
afterAll(() => services.stop());

const post = (path: string, token?: string, body?: unknown) =>
  services.call('auth', {
    method: 'POST',
    path: `/v1/auth/${path}`,
    ...(token ? { token } : {}),
    ...(body === undefined ? {} : { body }),
  });
/** An account of before addresses were proven. */
const oldAccount = async () => {
  const { email, body } = await signUp(services);
  await services
    .database<AuthTables>('auth')
    .updateTable('users')
    .set({ email_verified_at: null })
    .where('email', '=', email)
    .execute();
  return { email, token: body.accessToken, userId: body.user.id };
};
const isVerified = async (token: string) =>
  (await services.call<User>('auth', { path: '/v1/auth/me', token })).body.emailVerified;
const told = async (userId: string) =>
  (await services.committed('auth', EmailVerified))
    .filter(({ key }) => key === userId)
    .map(({ payload, sequence }) => [payload.email, sequence]);

describe('an address that was never proven', () => {
  it('is proven by the code of a mail, once', async () => {
    const { email, token, userId } = await oldAccount();
    expect(await isVerified(token)).toBe(false);
    expect((await post('email-verification', token)).status).toBe(204);
    const { code, wrongCode } = await linkTo(services, 'email-verification', email);
    expect(codeOf(await post('email-verification/code', token, { code: wrongCode }))).toEqual([
      403,
      'auth.code-wrong',
    ]);
    expect(await isVerified(token)).toBe(false);
    expect((await post('email-verification/code', token, { code })).status).toBe(204);
    expect(await isVerified(token)).toBe(true);
    expect(codeOf(await post('email-verification/code', token, { code }))).toEqual([403, 'auth.code-wrong']);
    expect(await told(userId)).toEqual([
      [email, 1],
      [email, 2],
    ]);
  });

  it('is proven by the link, which needs no log-in, once', async () => {
    const { email, token, userId } = await oldAccount();
    await post('email-verification', token);
    const link = await linkTo(services, 'email-verification', email);
    const uses = await Promise.all(
      Array.from({ length: 5 }, () => post('email-verification/link', undefined, { token: link.token })),
    );
    expect(uses.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410, 410]);
    expect(await isVerified(token)).toBe(true);
    expect(await told(userId)).toHaveLength(2);
  });

  it('is not proven by somebody else’s code', async () => {
    const [mine, other] = [await oldAccount(), await oldAccount()];
    await post('email-verification', mine.token);
    await post('email-verification', other.token);
    const { code } = await linkTo(services, 'email-verification', mine.email);
    expect(codeOf(await post('email-verification/code', other.token, { code }))).toEqual([
      403,
      'auth.code-wrong',
    ]);
    expect(await isVerified(other.token)).toBe(false);
  });

  it('gets six mails an hour', async () => {
    const { token } = await oldAccount();
    const answers = [];
    // One went out at the registration.
    for (let index = 0; index < 6; index++) answers.push(codeOf(await post('email-verification', token)));
    expect(answers).toEqual([
      ...Array.from({ length: 5 }, () => [204, undefined]),
      [429, 'auth.too-many-mails'],
    ]);
  });
});

describe('an address that is proven', () => {
  it('gets no further mail', async () => {
    const { body, email } = await signUp(services);
    expect((await post('email-verification', body.accessToken)).status).toBe(204);
    await expect(linkTo(services, 'email-verification', email)).rejects.toThrow();
  });
});
