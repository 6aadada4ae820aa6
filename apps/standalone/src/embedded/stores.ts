import { once } from 'node:events';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Mount } from '@haat/gateway/forward/upstreams.ts';
import { startLocalPostgres } from '@haat/local-postgres/local-postgres.ts';
import { NICE } from '@haat/platform/lifecycle/step-back.ts';
import pg from 'pg';
import type { StandaloneConfig } from '../config.ts';
import type { DataDir } from '../data-dir.ts';
import { MAILBOX_PREFIX, SANDBOX_PREFIX } from './prefixes.ts';
// Types alone: the code of the stand-ins is loaded on their own thread.
import type { StandIns, StandInsOrder, StandInsRequest } from './stand-ins.ts';

const STAND_INS_SEMI_SPACE_MB = 16;

export interface DatabaseServer {
  urlOf(database: string): string;
  close(): Promise<void>;
}

/** The server named by DATABASE_URL, or the embedded one, with a database for each name. */
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
    return { urlOf, close: async () => {} };
  }
  const server = await startLocalPostgres({
    dataDir: join(dataDir.path, 'postgres'),
    password: dataDir.secrets.postgresPassword,
    logFile: join(dataDir.folder('logs'), 'postgres.log'),
    // Steps back for the services' thread, as the stand-ins do.
    nice: NICE,
  });
  await server.ensureDatabases(databases);
  return { urlOf: server.url, close: server.close };
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

/** What the services read from their environment, and what the gateway serves beside them. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly brokerForgets: boolean;
  /** The payment sandbox's own address; null where payments go to Stripe. */
  readonly sandboxUrl: string | null;
  readonly mounts: readonly Mount[];
  giveBackMemory(): void;
  close(): Promise<void>;
}

/**
 * Real servers where the environment names them; for the rest stand-ins, on a thread of their own so that their disk
 * writes do not hold up the services.
 */
export async function startSurroundings(
  config: StandaloneConfig,
  dataDir: DataDir,
  webhookUrl: string,
): Promise<Surroundings> {
  for (const name of ['mongo', 'stripe-sandbox', 'mailbox']) dataDir.folder(name);
  const request: StandInsRequest = {
    dataDir: dataDir.path,
    secrets: dataDir.secrets,
    webhookUrl,
    documents: !config.MONGODB_URL,
    broker: !config.AWS_ENDPOINT_URL && !config.AWS_ACCESS_KEY_ID,
    payments: !config.STRIPE_SECRET_KEY,
    mail: !config.SMTP_URL,
  };
  if (request.broker) {
    // The SDK's credential chain reads the process's own environment; the embedded broker checks none.
    process.env.AWS_ACCESS_KEY_ID = 'embedded';
    process.env.AWS_SECRET_ACCESS_KEY = 'embedded';
  }
  const { standIns, giveBackMemory, close } = await startWorker(request);
  return {
    environment: environmentOf(standIns, dataDir),
    brokerForgets: request.broker,
    sandboxUrl: standIns.sandboxUrl ?? null,
    mounts: [
      ...(standIns.sandboxUrl
        ? [{ prefix: SANDBOX_PREFIX, upstream: standIns.sandboxUrl, stripPrefix: true } as const]
        : []),
      ...(standIns.mailboxUrl
        ? [{ prefix: MAILBOX_PREFIX, upstream: standIns.mailboxUrl, stripPrefix: false } as const]
        : []),
    ],
    giveBackMemory,
    close,
  };
}

function environmentOf(standIns: StandIns, { secrets }: DataDir): Record<string, string> {
  return {
    ...(standIns.mongoUrl ? { MONGODB_URL: standIns.mongoUrl } : {}),
    ...(standIns.brokerUrl ? { AWS_ENDPOINT_URL: standIns.brokerUrl, EVENTS_BROKER_FORGETS: 'true' } : {}),
    ...(standIns.smtpUrl ? { SMTP_URL: standIns.smtpUrl } : {}),
    ...(standIns.sandboxUrl
      ? {
          STRIPE_SECRET_KEY: secrets.stripeSecretKey,
          STRIPE_PUBLISHABLE_KEY: secrets.stripePublishableKey,
          STRIPE_WEBHOOK_SECRETS: secrets.stripeWebhookSecret,
          STRIPE_API_BASE: standIns.sandboxUrl,
          STRIPE_BROWSER_API_BASE: SANDBOX_PREFIX,
        }
      : {}),
  };
}

async function startWorker(
  request: StandInsRequest,
): Promise<{ standIns: StandIns; giveBackMemory(): void; close(): Promise<void> }> {
  // The flag of the command line is the services'. It outranks a worker's resource limits, so it is set anew for it: what
  // the stand-ins make is short-lived and little.
  setFlagsFromString(`--max-semi-space-size=${STAND_INS_SEMI_SPACE_MB}`);
  const worker = new Worker(new URL('./stand-ins.worker.ts', import.meta.url), { workerData: request });
  const [standIns] = (await once(worker, 'message')) as [StandIns];
  // Without its stores the host can do nothing useful: it ends loudly rather than lingering.
  worker.once('error', (error) => {
    throw error;
  });
  const tell = (what: StandInsOrder) => worker.postMessage(what);
  return {
    standIns,
    giveBackMemory: () => tell('give back memory'),
    async close() {
      const ended = once(worker, 'exit');
      tell('close');
      await ended;
    },
  };
}
