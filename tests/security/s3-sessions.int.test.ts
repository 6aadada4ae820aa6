import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuthTables } from '@haat/auth/db/tables.ts';
import { findUserByEmail } from '@haat/auth/db/user-repository.ts';
import { hashPassword } from '@haat/auth/passwords/password.ts';
import type { Session } from '@haat/contracts/http/auth.ts';
import { createDatabase, type Database } from '@haat/platform/db/database.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { linkTo, mailsHandedOver, mailsTo, signUp, TEST_PASSWORD } from '@haat/testing/accounts.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGateway } from './open-gateway.ts';
import { ALL_SERVICES } from './two-of-each.ts';
import { differences, workOf } from './work-of-a-request.ts';

/** Limits are the business of another suite. */
const UNLIMITED = Object.fromEntries(
  ['FLOOD', 'READS', 'WRITES', 'CREDENTIALS'].map((name) => [`RATE_LIMIT_${name}`, '1000000']),
);
const SECONDS = 5_000;
const LOOK_EVERY_MS = 20;
const NEW_PASSWORD = 'four other quiet words';

let services: TestServices;
let gateway: HttpApp;
let database: Database<AuthTables>;
beforeAll(async () => {
  services = await startTestServices(ALL_SERVICES);
  gateway = await openGateway(services, UNLIMITED);
  database = createDatabase<AuthTables>({
    url: services.environment('auth').DATABASE_URL ?? '',
    applicationName: 'a planted fault',
    onError: () => {},
  });
});
afterAll(async () => {
  await database.close();
  await gateway.close();
  await services.stop();
});

interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly token?: string;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly body?: object;
}
const ask = async (url: string, { method = 'POST', token, cookies = {}, body }: Call = {}) => {
  const answer = await gateway.inject({
    url,
    method,
    cookies,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { payload: body } : {}),
  });
  return {
    status: answer.statusCode,
    text: answer.payload,
    body: (answer.payload.startsWith('{') ? answer.json() : {}) as Session & { readonly code?: string },
    headers: answer.headers,
    cookies: Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value])),
  };
};
type Answer = Awaited<ReturnType<typeof ask>>;
const newEmail = () => `${randomUUID()}@buyers.example`;
const logIn = (email: string, password = TEST_PASSWORD) =>
  ask('/v1/auth/login', { body: { email, password } });
const refresh = (cookie: string | undefined) =>
  ask('/v1/auth/refresh', { cookies: { 'haat-refresh': cookie ?? '' } });
const letRaceAllowancePass = (userId: string) =>
  database.query
    .updateTable('refresh_tokens')
    .set({ used_at: new Date(Date.now() - 60_000) })
    .where('user_id', '=', userId as never)
    .where('used_at', 'is not', null)
    .execute();

/** The token's claims lie open; what they are good for is decided elsewhere. */
const sessionIdOf = ({ body }: Answer): string =>
  JSON.parse(Buffer.from(body.accessToken.split('.')[1] ?? '', 'base64url').toString()).sid;

/** Somebody who is logged in twice. */
interface Two {
  readonly email: string;
  readonly here: Answer;
  readonly there: Answer;
}
const twice = async (): Promise<Two> => {
  const { email } = await signUp(services);
  return { email, here: await logIn(email), there: await logIn(email) };
};

/** @returns what still works of a session that should be over: its cookie at once, its token after a few seconds */
async function survivals({ body, cookies }: Answer, withinMs = SECONDS): Promise<string[]> {
  const found: string[] = [];
  const started = performance.now();
  if ((await refresh(cookies['haat-refresh'])).status !== 401) found.push('its cookie is taken');
  let accepted = true;
  while (accepted && performance.now() - started < withinMs) {
    // Another service than auth: it has to have heard of it.
    accepted = (await ask('/v1/wishlist', { method: 'GET', token: body.accessToken })).status !== 401;
    if (accepted) await pause(LOOK_EVERY_MS);
  }
  if (accepted) found.push('its token is taken');
  return found;
}

describe('a session', () => {
  it('gets a new cookie at each refresh, and the one before is good no more', async () => {
    const { here } = await twice();
    const next = await refresh(here.cookies['haat-refresh']);
    expect(next.status).toBe(200);
    expect(next.cookies['haat-refresh']).not.toBe(here.cookies['haat-refresh']);
    await letRaceAllowancePass(here.body.user.id);
    expect((await refresh(here.cookies['haat-refresh'])).body.code).toBe('auth.session-ended');
  });

  it.each<[string, (two: Two) => Promise<unknown>]>([
    [
      'a cookie of it is used twice',
      async ({ here }) => {
        await refresh(here.cookies['haat-refresh']);
        await letRaceAllowancePass(here.body.user.id);
        await refresh(here.cookies['haat-refresh']);
      },
    ],
    [
      'its user logs out',
      ({ here }) =>
        ask('/v1/auth/logout', { cookies: { 'haat-refresh': here.cookies['haat-refresh'] ?? '' } }),
    ],
    [
      'it is ended on another device',
      ({ here, there }) =>
        ask(`/v1/auth/sessions/${sessionIdOf(here)}`, {
          method: 'DELETE',
          token: there.body.accessToken,
        }),
    ],
    [
      'every other one is ended',
      ({ there }) =>
        ask('/v1/auth/sessions/end', { token: there.body.accessToken, body: { which: 'others' } }),
    ],
    [
      'all are ended',
      ({ there }) => ask('/v1/auth/sessions/end', { token: there.body.accessToken, body: { which: 'all' } }),
    ],
    [
      'the password is changed on another device',
      ({ there }) =>
        ask('/v1/auth/password', {
          token: there.body.accessToken,
          body: { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD },
        }),
    ],
    [
      'its account is closed by staff',
      async ({ here }) => {
        const support = services.identity.user({ roles: ['admin'], staffRole: 'support' });
        const token = await services.identity.tokenFor(support);
        await ask(`/v1/admin/customers/${here.body.user.id}/disable`, { token, body: { reason: 'Fraud' } });
      },
    ],
    [
      'the password is reset by mail',
      async ({ email }) => {
        await ask('/v1/auth/password-reset', { body: { email } });
        await mailsHandedOver(services, email);
        const { token } = await linkTo(services, 'password-reset', email);
        await ask('/v1/auth/password-reset/confirm', { body: { token, password: NEW_PASSWORD } });
      },
    ],
  ])('is over when %s: its cookie at once, its token everywhere within seconds', async (_what, act) => {
    const two = await twice();
    expect((await ask('/v1/wishlist', { method: 'GET', token: two.here.body.accessToken })).status).toBe(200);
    await act(two);
    expect(await survivals(two.here)).toEqual([]);
  });

  it('that nobody ended goes on while another one of its user is ended', async () => {
    const { here, there } = await twice();
    await ask('/v1/auth/logout', { cookies: { 'haat-refresh': there.cookies['haat-refresh'] ?? '' } });
    expect(await survivals(there)).toEqual([]);
    expect((await refresh(here.cookies['haat-refresh'])).status).toBe(200);
    expect((await ask('/v1/wishlist', { method: 'GET', token: here.body.accessToken })).status).toBe(200);
  });
});

describe('whether an address has an account', () => {
  /**
   * Mails wait while this lasts: the job that hands them over looks for accounts, after the answer and beside it, and its
   * statements would be among those that are compared. It is in the middle of a hand-over that does not come to an end.
   */
  const withMailsHeld = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const { email } = await signUp(services);
    await mailsHandedOver(services, email);
    const holder = new pg.Client({ connectionString: services.environment('notification').DATABASE_URL });
    await holder.connect();
    try {
      await holder.query('begin; lock table deliveries in access exclusive mode');
      await ask('/v1/auth/password-reset', { body: { email } });
      await until('a mail to be held up', async () => {
        const { rows } = await holder.query(
          "select from pg_locks where relation = 'deliveries'::regclass and not granted",
        );
        return rows.length > 0 || undefined;
      });
      return await work();
    } finally {
      await holder.end();
    }
  };
  /** Everything that the caller sees, without what is different each time. */
  const seen = ({ status, text, headers, cookies }: Answer, email: string) => ({
    status,
    text: text
      .replaceAll(email, '<address>')
      .replace(/"requestId":"[^"]*"/, '')
      .replace(/"\d{4}-\d\d-\d\dT[^"]*"/, '<time>'),
    headers: Object.entries(headers)
      .filter(([name]) => !['date', 'x-request-id', 'set-cookie', 'ratelimit'].includes(name))
      .sort(),
    cookies: Object.entries(cookies).map(([name, value]) => [name, value.length]),
  });
  const compare = (act: (email: string) => Promise<Answer>) =>
    withMailsHeld(async () => {
      const [known, unknown] = [(await signUp(services)).email, newEmail()];
      await act(newEmail());
      const one = await workOf(() => act(known));
      const other = await workOf(() => act(unknown));
      return {
        told: [seen(one.answer, known), seen(other.answer, unknown)] as const,
        work: differences(one.work, other.work),
        statements: one.work.statements,
        hashes: one.work.hashes,
      };
    });

  it.each<[string, (email: string) => Promise<Answer>, number, number]>([
    ['a log-in', (email) => logIn(email, 'not the password'), 401, 1],
    [
      'a registration',
      (email) => ask('/v1/auth/register', { body: { email, password: TEST_PASSWORD, name: 'A' } }),
      202,
      1,
    ],
    ['a reset', (email) => ask('/v1/auth/password-reset', { body: { email } }), 204, 0],
  ])('is not told by %s, in text or in the work done for it', async (_what, act, status, hashes) => {
    const compared = await compare(act);
    expect(compared.told[0]).toEqual(compared.told[1]);
    expect(compared.work).toEqual([]);
    // It did look at something.
    expect([compared.told[0].status, compared.hashes]).toEqual([status, hashes]);
    expect(compared.statements.length).toBeGreaterThan(1);
  });

  it('is not told by the mail of a registration that is sent again, or by a code', async () => {
    for (const [path, body] of [
      ['resend', undefined],
      ['confirm', { code: '000000' }],
    ] as const) {
      const compared = await withMailsHeld(async () => {
        const [known, unknown] = [(await signUp(services)).email, newEmail()];
        const results = [];
        for (const email of [newEmail(), known, unknown]) {
          const begun = await ask('/v1/auth/register', {
            body: { email, password: TEST_PASSWORD, name: 'A' },
          });
          const cookies = begun.cookies;
          const { answer, work } = await workOf(() =>
            ask(`/v1/auth/register/${path}`, { cookies, ...(body ? { body } : {}) }),
          );
          results.push({ told: seen(answer, email), work });
        }
        return results;
      });
      const [, one, other] = compared;
      if (!one || !other) throw new Error('nothing was compared');
      expect(one.told).toEqual(other.told);
      expect(differences(one.work, other.work)).toEqual([]);
    }
  });

  it('is not told by a change of one’s own address to it', async () => {
    const { body } = await signUp(services);
    const compared = await compare((email) =>
      ask('/v1/auth/email-change', {
        token: body.accessToken,
        body: { email, password: TEST_PASSWORD },
      }),
    );
    expect(compared.told[0]).toEqual(compared.told[1]);
    expect([compared.work, compared.told[0].status]).toEqual([[], 204]);
  });

  it('is not told by guesses in a row, or by what they are answered with when they are too many', async () => {
    const guesses = async (email: string) => {
      const answers = [];
      for (let index = 0; index < 7; index++) answers.push(await logIn(email, 'not the password'));
      return answers.map((answer) => seen(answer, email));
    };
    const { email } = await signUp(services);
    const [known, unknown] = [await guesses(email), await guesses(newEmail())];
    // The seconds that are left may be one fewer.
    const blurred = (answers: typeof known) =>
      answers.map(({ status, text }) => [status, text.replace(/\d+/g, '')]);
    expect(blurred(known)).toEqual(blurred(unknown));
    expect(known.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it('is told by mail to those who read it, and to nobody else', async () => {
    const { email } = await signUp(services);
    for (const path of ['register', 'password-reset']) {
      await ask(`/v1/auth/${path}`, {
        body: { email, ...(path === 'register' ? { password: TEST_PASSWORD, name: 'A' } : {}) },
      });
    }
    const subjects = (await mailsTo(services, email))
      .map(({ subject }) => subject)
      .filter((subject) => !/^\d/.test(subject));
    expect(subjects.sort()).toEqual(['Set a new password for Haat', 'You already have a Haat account']);
  });
});

describe('the suite itself', () => {
  it('sees a session that lives on', async () => {
    const { here } = await twice();
    // Nobody ended it.
    expect(await survivals(here, 500)).toEqual(['its cookie is taken', 'its token is taken']);
  });

  it('sees a session whose cookie was taken and whose token was not', async () => {
    const { here } = await twice();
    await database.query
      .updateTable('refresh_tokens')
      .set({ revoked_at: new Date() })
      .where('user_id', '=', here.body.user.id as never)
      .execute();
    expect(await survivals(here, 3_000)).toEqual(['its token is taken']);
  });

  it.each<[string, (email: string) => Promise<unknown>, RegExp]>([
    [
      'looks before it hashes',
      async (email) => {
        if (await findUserByEmail(database.query, email)) return;
        await hashPassword(TEST_PASSWORD);
      },
      /hashes/,
    ],
    [
      'asks the database once more for those who are there',
      async (email) => {
        const user = await findUserByEmail(database.query, email);
        if (user) await database.query.selectFrom('sessions').select('id').limit(1).execute();
      },
      /^statement 2/,
    ],
    [
      'queues a mail for those who are there',
      async (email) => {
        const user = await findUserByEmail(database.query, email);
        if (!user) return;
        await database.query
          .insertInto('mail_requests')
          .values({
            id: randomUUID(),
            kind: 'password-reset',
            recipient: email,
            details: '{}',
            link_nonce: null,
          })
          .execute();
      },
      /mail_requests/,
    ],
  ])('sees code that %s', async (_what, planted, found) => {
    const { email } = await signUp(services);
    await planted(newEmail());
    const known = await workOf(() => planted(email));
    const unknown = await workOf(() => planted(newEmail()));
    expect(differences(known.work, unknown.work).join('\n')).toMatch(found);
    expect(differences(known.work, known.work)).toEqual([]);
  });
});
