import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { MailStore } from './mail-store.ts';
import { listPage, MESSAGE_HEADERS, messageBody, messagePage, PAGE_HEADERS } from './pages.ts';

export interface LocalMailbox {
  /** For an SMTP client's configuration. */
  readonly smtpUrl: string;
  /** `app.routing(request, response)` serves the pages from a server that has them mounted. */
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** The parts as they were sent: nothing is made of one that is not there. */
const AS_SENT = { skipTextToHtml: true, skipHtmlToText: true } as const;

/**
 * Takes every mail and keeps it to be read.
 * @param options.basePath prefix under which the pages are mounted, e.g. "/mailbox"
 */
export async function startLocalMailbox(options: {
  dataDir: string;
  smtpPort?: number;
  basePath?: string;
}): Promise<LocalMailbox> {
  const store = new MailStore(options.dataDir);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 5 * 1024 * 1024,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      simpleParser(stream, AS_SENT).then(
        (mail) => {
          for (const to of recipients) {
            store.add({
              messageId: `${mail.messageId ?? `${session.id}-${Date.now()}`} ${to}`,
              from: mail.from?.text ?? '',
              to,
              subject: mail.subject ?? '(no subject)',
              text: mail.text ?? '',
              html: mail.html || '',
            });
          }
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  const server = smtp.listen(options.smtpPort ?? 0, '127.0.0.1');
  await once(server, 'listening');

  const app = pages(store, options.basePath ?? '');
  await app.ready();
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    app,
    async close() {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await app.close();
      store.close();
    },
  };
}

function pages(store: MailStore, base: string): FastifyInstance {
  const app = Fastify({ logger: false });
  const idOf = (params: unknown) => Number((params as { id: string }).id);
  const toOf = (query: unknown) => String((query as { to?: string }).to ?? '');
  app.get(`${base}/`, async (request, reply) => {
    const to = toOf(request.query);
    return reply.headers(PAGE_HEADERS).send(listPage(store.list(to, 100), to, base));
  });
  app.get(`${base}/messages/:id`, async (request, reply) => {
    const message = store.get(idOf(request.params));
    return message ? reply.headers(PAGE_HEADERS).send(messagePage(message, base)) : reply.callNotFound();
  });
  app.get(`${base}/messages/:id/html`, async (request, reply) => {
    const message = store.get(idOf(request.params));
    return message ? reply.headers(MESSAGE_HEADERS).send(messageBody(message)) : reply.callNotFound();
  });
  app.get(`${base}/api/messages`, async (request) => ({ messages: store.list(toOf(request.query), 200) }));
  app.get(
    `${base}/api/messages/:id`,
    async (request, reply) => store.get(idOf(request.params)) ?? reply.callNotFound(),
  );
  app.delete(`${base}/api/messages`, async (_request, reply) => {
    store.clear();
    return reply.code(204).send();
  });
  return app;
}
