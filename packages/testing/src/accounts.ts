import { randomUUID } from 'node:crypto';
import { deriveKey } from '@haat/auth/derive-key.ts';
import { createLinkSecrets, type LinkPurpose } from '@haat/auth/domain/link-secrets.ts';
import type { Session, User } from '@haat/contracts/http/auth.ts';
import type { RecoveryCodes, TotpEnrolment } from '@haat/contracts/http/factors.ts';
import { sql } from 'kysely';
import { oneTimeCode } from './one-time-code.ts';
import { TEST_AUTH_SECRET } from './test-environment.ts';
import type { ReceivedMail } from './test-mailbox.ts';
import type { TestAnswer, TestServices } from './test-services.ts';
import { until } from './until.ts';

export const TEST_PASSWORD = 'correct horse battery';

interface AccountTables {
  mail_requests: { id: string; recipient: string };
  email_links: {
    purpose: string;
    subject_id: string;
    email: string;
    nonce: Buffer;
    token_hash: Buffer;
    created_at: Date;
  };
  totp_credentials: { user_id: string; last_step: number };
}

interface DeliveryTables {
  deliveries: { id: string; recipient: string; status: string };
}

/** Until the mails that were asked for are out of auth's hands, and what they needed is made. */
export const mailsHandedOver = (services: TestServices, email: string): Promise<void> =>
  until(`no mail to ${email} to wait`, async () => {
    const waiting = await services
      .database<AccountTables>('auth')
      .selectFrom('mail_requests')
      .select('id')
      .where('recipient', '=', email)
      .execute();
    return waiting.length === 0 || undefined;
  }).then(() => {});

/** All mails to somebody, newest first, when none is on its way any more, neither in auth nor in notification. */
export async function mailsTo(services: TestServices, email: string): Promise<ReceivedMail[]> {
  await mailsHandedOver(services, email);
  await until(`no mail to ${email} to be on its way`, async () => {
    const onTheirWay = await services
      .database<DeliveryTables>('notification')
      .selectFrom('deliveries')
      .select('id')
      .where('recipient', '=', email)
      .where('status', '=', 'pending')
      .execute();
    return onTheirWay.length === 0;
  });
  return (await services.mailbox().received()).filter(({ to }) => to === email);
}

/** Subjects and texts of the mails to somebody, newest first; waits until one fits. */
export async function mailTo(services: TestServices, email: string, subject: RegExp): Promise<ReceivedMail> {
  return until(`a mail to ${email} that reads ${subject}`, async () =>
    (await services.mailbox().received()).find((mail) => mail.to === email && subject.test(mail.subject)),
  );
}

/** The token behind the # of the link in a mail. */
export function tokenIn(mail: ReceivedMail): string {
  const token = /#[a-z]+=([\w-]{43})/.exec(mail.text)?.[1];
  if (!token) throw new Error(`there is no link in "${mail.subject}"`);
  return token;
}

/** What the mail of the newest link to that address says, without waiting for the mail. */
export async function linkTo(
  services: TestServices,
  purpose: LinkPurpose,
  email: string,
): Promise<{ token: string; code: string; wrongCode: string }> {
  const { subject_id, nonce, token_hash } = await services
    .database<AccountTables>('auth')
    .selectFrom('email_links')
    .select(['subject_id', 'nonce', 'token_hash'])
    .where('purpose', '=', purpose)
    .where('email', '=', email)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const secrets = createLinkSecrets([deriveKey(TEST_AUTH_SECRET, 'links in mails')]);
  const link = secrets.reveal({ purpose, subjectId: subject_id, nonce, tokenHash: token_hash });
  if (!link) throw new Error('the link was made under another secret than that of the tests');
  return { ...link, wrongCode: String((Number(link.code) + 1) % 1_000_000).padStart(6, '0') };
}

export interface SignedUp extends TestAnswer<Session> {
  readonly email: string;
  /** The refresh cookie. */
  readonly cookie: string;
}

/** From the form to the session, as somebody does who reads the mail. */
export async function signUp(
  services: TestServices,
  fields: { email?: string; name?: string; password?: string } = {},
): Promise<SignedUp> {
  const account = {
    email: `${randomUUID()}@buyers.example`,
    name: 'Meera',
    password: TEST_PASSWORD,
    ...fields,
  };
  const begun = await services.call('auth', { method: 'POST', path: '/v1/auth/register', body: account });
  if (begun.status !== 202) throw new Error(`registering was answered with ${begun.status}: ${begun.text}`);
  const { code } = await linkTo(services, 'registration', account.email);
  const answer = await services.call<Session>('auth', {
    method: 'POST',
    path: '/v1/auth/register/confirm',
    body: { code },
    cookies: begun.cookies,
  });
  return { ...answer, email: account.email, cookie: answer.cookies['haat-refresh'] ?? '' };
}

/** Turns two-step log-in on, as somebody with an app does. @param token of a session of just now */
export async function turnTotpOn(
  services: TestServices,
  token: string,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await services.call<TotpEnrolment>('auth', {
    method: 'POST',
    path: '/v1/auth/totp',
    token,
  });
  const { secret } = begun.body;
  const confirmed = await services.call<RecoveryCodes>('auth', {
    method: 'POST',
    path: '/v1/auth/totp/confirm',
    token,
    body: { code: oneTimeCode(secret) },
  });
  if (confirmed.status !== 200) throw new Error(`two-step log-in: ${begun.text} ${confirmed.text}`);
  const { body: me } = await services.call<User>('auth', { path: '/v1/auth/me', token });
  // As if it had been a while ago: the code of now is still to be used.
  await services
    .database<AccountTables>('auth')
    .updateTable('totp_credentials')
    .set({ last_step: sql<number>`last_step - 3` })
    .where('user_id', '=', me.id)
    .execute();
  return { secret, recoveryCodes: confirmed.body.recoveryCodes };
}
