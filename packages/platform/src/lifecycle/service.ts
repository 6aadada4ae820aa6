import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { type Static, Type } from 'typebox';
import { type AccessTokenVerifier, createAccessTokenVerifier } from '../auth/access-token.ts';
import { createRevocationList, type RevocationList } from '../auth/revocations.ts';
import { createServiceTokens, type ServiceTokens } from '../auth/service-token.ts';
import { createDatabase, type Database } from '../db/database.ts';
import type { PlatformTables } from '../db/platform-tables.ts';
import { prune } from '../db/prune.ts';
import { createBrokerClients } from '../events/broker.ts';
import { createEventConsumer, type EventConsumer } from '../events/event-consumer.ts';
import type { EventHandler } from '../events/event-handler.ts';
import { createSnsPublisher } from '../events/event-publisher.ts';
import {
  deadLetterQueueName,
  type EventInterface,
  findQueueUrl,
  findTopicArn,
  provision,
  queueName,
} from '../events/topology.ts';
import type { HttpApp } from '../http/http-app.ts';
import { createServiceClient, type ServiceClient } from '../http/service-client.ts';
import { createHttpTransport, type ServiceName, type ServiceTransport } from '../http/service-transport.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { OutboxRow } from '../outbox/envelope.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import { createPgOutboxStore } from '../outbox/pg-outbox-store.ts';
import { createRelay } from '../outbox/relay.ts';
import { createLogger, type Logger } from '../telemetry/logger.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { createJob, type Job } from './job.ts';

/** Somebody may be looking at what an event changes. */
const GATHER_MS = 25;
const PRUNE_EVERY_MS = 10 * 60_000;

const serviceUrl = () => Type.Optional(Type.String({ pattern: '^https?://' }));

/** What every service reads from its environment. */
export const ServiceConfig = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'Address to listen on' }),
  PORT: Type.Integer({ default: 0, minimum: 0, maximum: 65_535, description: '0 takes a free port' }),
  LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  PUBLIC_URL: Type.String({
    pattern: '^https?://',
    default: 'http://localhost:8080',
    description:
      'Where browsers reach Haat; https makes cookies Secure and __Host- prefixed, and turns HSTS on',
  }),
  SERVICE_SECRET: Type.String({
    minLength: 32,
    description:
      'Signs the tokens services show each other; several joined with commas while it is changed: the first signs, each is accepted',
  }),
  AWS_REGION: Type.String({ default: 'us-east-1' }),
  AWS_ENDPOINT_URL: Type.Optional(Type.String({ description: 'SNS and SQS elsewhere than AWS' })),
  EVENTS_PREFIX: Type.String({ default: 'haat', description: 'First part of topic and queue names' }),
  EVENTS_PROVISION: Type.Boolean({ default: false, description: 'Create topics and queues at start' }),
  EVENTS_BROKER_FORGETS: Type.Boolean({
    default: false,
    description: 'The broker loses its queues when it stops; events stay in the outbox until consumed',
  }),
  REDIS_URL: Type.Optional(Type.String({ pattern: '^rediss?://' })),
  AUTH_URL: serviceUrl(),
  CATALOG_URL: serviceUrl(),
  SEARCH_URL: serviceUrl(),
  INVENTORY_URL: serviceUrl(),
  CART_URL: serviceUrl(),
  ORDER_URL: serviceUrl(),
  PAYMENT_URL: serviceUrl(),
  SELLER_URL: serviceUrl(),
  NOTIFICATION_URL: serviceUrl(),
  ANALYTICS_URL: serviceUrl(),
});
export type ServiceConfig = Static<typeof ServiceConfig>;

/** For services that keep their data in PostgreSQL. */
export const PostgresConfig = Type.Object({
  DATABASE_URL: Type.String({ pattern: '^postgres(ql)?://', description: "The service's own database" }),
  DATABASE_MAX_CONNECTIONS: Type.Integer({ default: 10, minimum: 1, maximum: 200 }),
  DATABASE_PREPARE_STATEMENTS: Type.Boolean({
    default: true,
    description: 'Off behind a pooler that shares connections between transactions',
  }),
});
export type PostgresConfig = Static<typeof PostgresConfig>;

/** What a host may supply in place of what the configuration would build. */
export interface ServiceHost {
  readonly transport?: ServiceTransport;
  readonly logger?: Logger;
  /** Shared by all services of a process: one cache of checked tokens, one list of revoked ones. */
  readonly accessTokens?: AccessTokenVerifier;
}

/** The parts of the chassis that one service works with. */
export interface Runtime {
  readonly service: ServiceName;
  readonly config: ServiceConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly serviceTokens: ServiceTokens;
  readonly accessTokens: AccessTokenVerifier;
  /** Undefined where the host keeps it. */
  readonly revocations: RevocationList | undefined;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  client(to: ServiceName): ServiceClient;
}

export function createRuntime(service: ServiceName, config: ServiceConfig, host: ServiceHost = {}): Runtime {
  const transport = host.transport ?? createHttpTransport(urlsOf(config));
  const serviceTokens = createServiceTokens(service, config.SERVICE_SECRET);
  const logger = host.logger?.child({ service }) ?? createLogger({ service, level: config.LOG_LEVEL });
  const client = (to: ServiceName) => createServiceClient(to, { transport, tokens: serviceTokens });
  const revocations = host.accessTokens ? undefined : createRevocationList(client('auth'), logger);
  return {
    service,
    config,
    logger,
    metrics: createMetrics(service),
    serviceTokens,
    accessTokens: host.accessTokens ?? createAccessTokenVerifier(transport, revocations),
    revocations,
    ...createBrokerClients({
      endpoint: config.AWS_ENDPOINT_URL,
      region: config.AWS_REGION,
      unsigned: config.EVENTS_BROKER_FORGETS,
    }),
    client,
  };
}

export function openDatabase<Tables>(runtime: Runtime, config: PostgresConfig): Database<Tables> {
  return createDatabase<Tables>({
    url: config.DATABASE_URL,
    applicationName: `haat-${runtime.service}`,
    maxConnections: config.DATABASE_MAX_CONNECTIONS,
    prepareStatements: config.DATABASE_PREPARE_STATEMENTS,
    onError: (error) => runtime.logger.warn({ err: error }, 'idle database connection lost'),
  });
}

/** A service, assembled and not yet running. */
export interface Service {
  readonly name: ServiceName;
  readonly http: HttpApp;
  readonly events: EventInterface;
  readonly outbox: OutboxStore | undefined;
  readonly runtime: Runtime;
  /** Creates topics and queues where they are missing. */
  provision(): Promise<void>;
  /** Relay, consumer and jobs begin; HTTP does not listen by this. */
  start(): Promise<void>;
  /** Stops taking work, finishes what is in hand, closes connections. */
  stop(): Promise<void>;
}

export interface ServiceParts<Scope> {
  readonly http: HttpApp;
  readonly events: EventInterface;
  readonly handlers: readonly EventHandler<Scope>[];
  readonly inbox?: Inbox<Scope>;
  /** See {@link createEventConsumer}: longer where nobody waits for the effect. */
  readonly gatherMs?: number;
  readonly outbox?: OutboxStore;
  /** Tells the relay that events were committed: which, or only that there are some. */
  readonly onEventsCommitted?: (listener: (events?: readonly OutboxRow[]) => void) => void;
  /** See {@link createRelay}: longer where nobody waits for the events. */
  readonly publishEveryMs?: number;
  readonly jobs?: readonly Job[];
  /** The chassis's own work on the service's database. */
  readonly housekeeping?: Job;
  /** Closed last, in this order. */
  readonly close: readonly (() => Promise<unknown>)[];
}

/** The parts that a PostgreSQL-backed service passes on to {@link assembleService} for its events. */
export function postgresOutbox<Tables>(runtime: Runtime, database: Database<Tables>) {
  return {
    outbox: createPgOutboxStore((database as unknown as Database<PlatformTables>).query, {
      brokerForgets: runtime.config.EVENTS_BROKER_FORGETS,
    }),
    onEventsCommitted: (listener: (events: readonly OutboxRow[]) => void) =>
      database.onEventsCommitted(listener),
    housekeeping: createJob({
      name: 'prune',
      everyMs: PRUNE_EVERY_MS,
      run: () => prune((database as unknown as Database<PlatformTables>).query),
      logger: runtime.logger,
    }),
  };
}

export function assembleService<Scope>(runtime: Runtime, parts: ServiceParts<Scope>): Service {
  const { sns, sqs, config, logger, metrics } = runtime;
  const { events } = parts;
  assertHandled(events, parts.handlers);
  const jobs = [...(parts.jobs ?? []), ...(parts.housekeeping ? [parts.housekeeping] : [])];

  let topicArn: Promise<string> | undefined;
  const relay = parts.outbox
    ? createRelay({
        store: parts.outbox,
        publisher: createSnsPublisher(sns, () => {
          topicArn ??= findTopicArn(sns, config.EVENTS_PREFIX, runtime.service).catch((error: unknown) => {
            topicArn = undefined;
            throw error;
          });
          return topicArn;
        }),
        logger,
        metrics,
        ...(parts.publishEveryMs === undefined ? {} : { minIntervalMs: parts.publishEveryMs }),
      })
    : undefined;
  parts.onEventsCommitted?.((rows) => (rows ? relay?.takeOver(rows) : relay?.wake()));
  let consumer: EventConsumer | undefined;

  return {
    name: runtime.service,
    http: parts.http,
    events,
    outbox: parts.outbox,
    runtime,
    provision: () => provision({ sns, sqs }, config.EVENTS_PREFIX, events),
    async start() {
      await runtime.revocations?.start();
      if (config.EVENTS_BROKER_FORGETS) await parts.outbox?.republishUnconfirmed();
      relay?.start();
      if (parts.inbox && events.consumes.length > 0) {
        consumer = createEventConsumer({
          sqs,
          queueUrl: await findQueueUrl(sqs, queueName(config.EVENTS_PREFIX, runtime.service)),
          deadLetterQueueUrl: await findQueueUrl(
            sqs,
            deadLetterQueueName(config.EVENTS_PREFIX, runtime.service),
          ),
          inbox: parts.inbox,
          handlers: parts.handlers,
          gatherMs: parts.gatherMs ?? GATHER_MS,
          logger,
          metrics,
        });
        consumer.start();
      }
      for (const job of jobs) job.start();
    },
    async stop() {
      await parts.http.close();
      await Promise.all([...jobs.map((job) => job.stop()), runtime.revocations?.stop()]);
      await consumer?.stop();
      await relay?.stop();
      for (const close of parts.close) await close();
      sns.destroy();
      sqs.destroy();
    },
  };
}

/** What is declared and what is handled must not drift apart: the cloud's filters come from the declaration. */
function assertHandled(events: EventInterface, handlers: readonly EventHandler<never>[]): void {
  const declared = new Set(events.consumes.map((definition) => definition.type));
  const handled = new Set(handlers.map((handler) => handler.definition.type));
  const faults = [
    ...[...declared].filter((type) => !handled.has(type)).map((type) => `${type} is consumed, not handled`),
    ...[...handled].filter((type) => !declared.has(type)).map((type) => `${type} is handled, not declared`),
  ];
  if (faults.length > 0) throw new Error(`${events.service}: ${faults.join('; ')}`);
}

function urlsOf(config: ServiceConfig): Partial<Record<ServiceName, string>> {
  const urls: Record<ServiceName, string | undefined> = {
    auth: config.AUTH_URL,
    catalog: config.CATALOG_URL,
    search: config.SEARCH_URL,
    inventory: config.INVENTORY_URL,
    cart: config.CART_URL,
    order: config.ORDER_URL,
    payment: config.PAYMENT_URL,
    seller: config.SELLER_URL,
    notification: config.NOTIFICATION_URL,
    analytics: config.ANALYTICS_URL,
  };
  return Object.fromEntries(
    Object.entries(urls).filter((entry): entry is [ServiceName, string] => entry[1] !== undefined),
  );
}
