import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@haat/embedded-mongo/embedded-mongo.ts';
import type { Mount } from '@haat/gateway/forward/upstreams.ts';
import { startLocalMailbox } from '@haat/local-mailbox/local-mailbox.ts';
import { startLocalPostgres } from '@haat/local-postgres/local-postgres.ts';
import { WEBHOOK_EVENTS } from '@haat/payment/receive-webhook/receive-webhook.ts';
import { startStripeSandbox } from '@haat/stripe-sandbox/stripe-sandbox.ts';
import { startFauxqs } from 'fauxqs';
import pg from 'pg';
import type { StandaloneConfig } from '../config.ts';
import type { DataDir } from '../data-dir.ts';

export const SANDBOX_PREFIX = '/sandbox/stripe';
export const MAILBOX_PREFIX = '/mailbox';

/** Variables that the services read, and what must be stopped at the end. */
export interface EmbeddedPart {
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts?: readonly Mount[];
  close(): Promise<unknown>;
}

const nothing = async () => {};

export interface DatabaseServer extends EmbeddedPart {
  urlOf(database: string): string;
}

export async function startDatabaseServer(
  config: StandaloneConfig,
  dataDir: DataDir,
  databases: readonly string[],
): Promise<DatabaseServer> {
  if (config.DATABASE_URL) {
    const base = config.DATABASE_URL;
    await ensureDatabases(base, databases);
    const urlOf = (database: string) => {
      const url = new URL(base);
      url.pathname = `/${database}`;
      return url.href;
    };
    return { environment: {}, urlOf, close: nothing };
  }
  const server = await startLocalPostgres({
    dataDir: join(dataDir.path, 'postgres'),
    password: dataDir.secrets.postgresPassword,
    logFile: join(dataDir.folder('logs'), 'postgres.log'),
  });
  await server.ensureDatabases(databases);
  return { environment: {}, urlOf: server.url, close: server.close };
}

async function ensureDatabases(serverUrl: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    for (const name of names) {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
      if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}

export async function startDocumentStore(config: StandaloneConfig, dataDir: DataDir): Promise<EmbeddedPart> {
  if (config.MONGODB_URL) return { environment: { MONGODB_URL: config.MONGODB_URL }, close: nothing };
  const server = await startEmbeddedMongo({ dataDir: dataDir.folder('mongo') });
  return { environment: { MONGODB_URL: server.url }, close: server.close };
}

export async function startBroker(config: StandaloneConfig): Promise<EmbeddedPart> {
  if (config.AWS_ENDPOINT_URL || config.AWS_ACCESS_KEY_ID) return { environment: {}, close: nothing };
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  // The SDK's credential chain reads the process's own environment; the embedded broker checks none.
  process.env.AWS_ACCESS_KEY_ID = 'embedded';
  process.env.AWS_SECRET_ACCESS_KEY = 'embedded';
  return {
    environment: { AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`, EVENTS_BROKER_FORGETS: 'true' },
    close: () => server.stop(),
  };
}

export interface PaymentProvider extends EmbeddedPart {
  /** The sandbox's own address; null where payments go to Stripe. */
  readonly url: string | null;
  /** Where events of payments are to be sent. */
  sendWebhooksTo(url: string): void;
}

export async function startPaymentProvider(
  config: StandaloneConfig,
  { folder, secrets }: DataDir,
): Promise<PaymentProvider> {
  if (config.STRIPE_SECRET_KEY)
    return { environment: {}, url: null, sendWebhooksTo: () => {}, close: nothing };
  const sandbox = await startStripeSandbox({
    dataDir: folder('stripe-sandbox'),
    secretKey: secrets.stripeSecretKey,
    publishableKey: secrets.stripePublishableKey,
    webhookSecret: secrets.stripeWebhookSecret,
    webhookEvents: WEBHOOK_EVENTS,
    // Relative: the browser stays at the address that it came by.
    publicBaseUrl: () => SANDBOX_PREFIX,
  });
  return {
    environment: {
      STRIPE_SECRET_KEY: secrets.stripeSecretKey,
      STRIPE_PUBLISHABLE_KEY: secrets.stripePublishableKey,
      STRIPE_WEBHOOK_SECRETS: secrets.stripeWebhookSecret,
      STRIPE_API_BASE: sandbox.url,
      STRIPE_BROWSER_API_BASE: SANDBOX_PREFIX,
    },
    mounts: [{ prefix: SANDBOX_PREFIX, app: sandbox.app, stripPrefix: true }],
    url: sandbox.url,
    sendWebhooksTo: (url) => sandbox.setWebhookUrl(url),
    close: sandbox.close,
  };
}

export async function startMail(config: StandaloneConfig, dataDir: DataDir): Promise<EmbeddedPart> {
  if (config.SMTP_URL) return { environment: { SMTP_URL: config.SMTP_URL }, close: nothing };
  mkdirSync(join(dataDir.path, 'mailbox'), { recursive: true });
  const mailbox = await startLocalMailbox({
    dataDir: join(dataDir.path, 'mailbox'),
    basePath: MAILBOX_PREFIX,
  });
  return {
    environment: { SMTP_URL: mailbox.smtpUrl },
    mounts: [{ prefix: MAILBOX_PREFIX, app: mailbox.app, stripPrefix: false }],
    close: mailbox.close,
  };
}
