import { randomUUID } from 'node:crypto';
import type { MailBody } from '@haat/contracts/http/mail.ts';
import { codeOf } from '@haat/testing/checkout.ts';
import { startTestServices, type TestServices } from '@haat/testing/test-services.ts';
import { until } from '@haat/testing/until.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationTables } from '../db/tables.ts';

let services: TestServices;
let away: TestServices;
beforeAll(async () => {
  services = await startTestServices(['notification']);
  away = await startTestServices(['notification'], { notification: { SMTP_URL: 'smtp://127.0.0.1:9' } });
});
afterAll(async () => {
  await services.stop();
  await away.stop();
});

const mail = (fields: Partial<MailBody> = {}): MailBody => ({
  id: randomUUID(),
  to: `${randomUUID()}@buyers.example`,
  kind: 'security',
  subject: '482913 is your Haat code',
  lines: ['Hello,', 'here is your code.'],
  code: '482913',
  action: { label: 'Confirm', path: '/verify#registration=abc' },
  secret: true,
  ...fields,
});
const hand = (body: unknown, to = services) =>
  to.callAsService('notification', { method: 'POST', path: '/internal/mails', body });
const deliveriesTo = (email: string, from = services) =>
  from
    .database<NotificationTables>('notification')
    .selectFrom('deliveries')
    .selectAll()
    .where('recipient', '=', email)
    .execute();
const settled = (email: string, status: 'sent' | 'failed', from = services) =>
  until(`the mail to be ${status}`, async () =>
    (await deliveriesTo(email, from)).find((delivery) => delivery.status === status),
  );
const received = async (email: string) =>
  (await services.mailbox().received()).filter(({ to }) => to === email);

describe('a mail of another service', () => {
  it('is sent in its words, with its code and its link', async () => {
    const body = mail();
    expect((await hand(body)).status).toBe(204);
    await settled(body.to, 'sent');
    const [sent] = await received(body.to);
    expect([sent?.subject, sent?.text.trim()]).toEqual([
      '482913 is your Haat code',
      'Hello,\nhere is your code.\n\n482913\n\nConfirm: http://localhost:8080/verify#registration=abc',
    ]);
  });

  it('is sent once, however often and in what number it is handed over', async () => {
    const body = mail();
    const answers = await Promise.all(Array.from({ length: 8 }, () => hand(body)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
    await settled(body.to, 'sent');
    expect((await hand(body)).status).toBe(204);
    expect(await deliveriesTo(body.to)).toHaveLength(1);
    expect(await received(body.to)).toHaveLength(1);
  });

  it('is kept without its text once it is sent, if it was a secret, and with it if not', async () => {
    const [secret, plain] = [mail(), mail({ secret: false })];
    for (const body of [secret, plain]) await hand(body);
    const kept = [await settled(secret.to, 'sent'), await settled(plain.to, 'sent')];
    expect(kept.map(({ subject, text_body, html_body }) => [subject, text_body, html_body])).toEqual([
      ['', '', ''],
      [plain.subject, expect.stringContaining('482913'), expect.stringContaining('482913')],
    ]);
  });

  it('that ran out is not sent, and its text is not kept', async () => {
    const body = mail({ expiresAt: new Date(Date.now() - 1_000).toISOString() });
    expect((await hand(body)).status).toBe(204);
    const kept = await settled(body.to, 'failed');
    expect([kept.text_body, kept.html_body, kept.last_error]).toEqual([
      '',
      '',
      'it ran out before it could be sent',
    ]);
    expect(await received(body.to)).toEqual([]);
  });

  it('that no mail server takes keeps its text no longer than it is tried', async () => {
    const body = mail();
    await hand(body, away);
    const database = away.database<NotificationTables>('notification');
    const pending = await until('the first attempt', async () =>
      (await deliveriesTo(body.to, away)).find(({ last_error }) => last_error),
    );
    expect(pending.text_body).toContain('482913');
    await database
      .updateTable('deliveries')
      .set({ attempts: 7, next_attempt_at: sql<Date>`now()` })
      .where('recipient', '=', body.to)
      .execute();
    const kept = await settled(body.to, 'failed', away);
    expect([kept.subject, kept.text_body, kept.html_body]).toEqual(['', '', '']);
    expect(kept.last_error).not.toContain('482913');
  });

  it.each([
    [{ action: { label: 'x', path: 'https://evil.example/' } }],
    [{ action: { label: 'x', path: '//evil.example/' } }],
    [{ action: { label: 'x', path: '/\\evil.example/' } }],
    [{ code: '<b>1' }],
    [{ lines: [] }],
    [{ html: '<b>' }],
  ])('is refused with %j', async (change) => {
    const body = { ...mail(), ...change };
    expect(codeOf(await hand(body))).toEqual([400, 'http.validation']);
    expect(await deliveriesTo(body.to)).toEqual([]);
  });

  it('puts no markup into the mail', async () => {
    const body = mail({ lines: ['<img src=x onerror=alert(1)>'], secret: false });
    await hand(body);
    const kept = await settled(body.to, 'sent');
    expect(kept.html_body).not.toContain('<img');
  });

  it('is taken from services alone', async () => {
    const body = mail();
    const token = await services.identity.tokenFor(services.identity.user({ roles: ['admin'] }));
    const call = { method: 'POST', path: '/internal/mails', body } as const;
    expect((await services.call('notification', call)).status).toBe(401);
    expect((await services.call('notification', { ...call, token })).status).toBe(401);
    expect(await deliveriesTo(body.to)).toEqual([]);
  });
});
