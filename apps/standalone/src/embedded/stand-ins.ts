import { join } from 'node:path';
import { startEmbeddedMongo } from '@haat/embedded-mongo/embedded-mongo.ts';
import { startLocalMailbox } from '@haat/local-mailbox/local-mailbox.ts';
import { WEBHOOK_EVENTS } from '@haat/payment/receive-webhook/receive-webhook.ts';
import { startStripeSandbox } from '@haat/stripe-sandbox/stripe-sandbox.ts';
import { startFauxqs } from 'fauxqs';
import type { Secrets } from '../data-dir.ts';
import { MAILBOX_PREFIX, SANDBOX_PREFIX } from './prefixes.ts';

/** Which of them are wanted, and where they keep their data. */
export interface StandInsRequest {
  readonly dataDir: string;
  readonly secrets: Pick<Secrets, 'stripeSecretKey' | 'stripePublishableKey' | 'stripeWebhookSecret'>;
  /** Where the sandbox sends its signed events. */
  readonly webhookUrl: string;
  readonly documents: boolean;
  readonly broker: boolean;
  readonly payments: boolean;
  readonly mail: boolean;
}

/** Addresses of those that were wanted. */
export interface StandIns {
  readonly mongoUrl?: string;
  readonly brokerUrl?: string;
  readonly sandboxUrl?: string;
  readonly smtpUrl?: string;
  readonly mailboxUrl?: string;
}

/** What their thread is told. */
export type StandInsOrder = 'give back memory' | 'close';

/** Starts what stands in for MongoDB, SNS and SQS, Stripe and a mail server. */
export async function startStandIns(
  request: StandInsRequest,
): Promise<StandIns & { close(): Promise<void> }> {
  const { dataDir, secrets } = request;
  const mongo = request.documents ? await startEmbeddedMongo({ dataDir: join(dataDir, 'mongo') }) : undefined;
  const broker = request.broker
    ? await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    : undefined;
  const sandbox = request.payments
    ? await startStripeSandbox({
        dataDir: join(dataDir, 'stripe-sandbox'),
        secretKey: secrets.stripeSecretKey,
        publishableKey: secrets.stripePublishableKey,
        webhookSecret: secrets.stripeWebhookSecret,
        webhookUrl: request.webhookUrl,
        webhookEvents: WEBHOOK_EVENTS,
        // Relative: the browser stays at the address that it came by.
        publicBaseUrl: () => SANDBOX_PREFIX,
      })
    : undefined;
  const mailbox = request.mail
    ? await startLocalMailbox({ dataDir: join(dataDir, 'mailbox'), basePath: MAILBOX_PREFIX })
    : undefined;
  const mailboxUrl = await mailbox?.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...(mongo ? { mongoUrl: mongo.url } : {}),
    ...(broker ? { brokerUrl: `http://127.0.0.1:${broker.port}` } : {}),
    ...(sandbox ? { sandboxUrl: sandbox.url } : {}),
    ...(mailbox && mailboxUrl ? { smtpUrl: mailbox.smtpUrl, mailboxUrl } : {}),
    async close() {
      await mailbox?.close();
      await sandbox?.close();
      await broker?.stop();
      await mongo?.close();
    },
  };
}
