import type { EventDefinition, EventEnvelope, EventPayload } from '@haat/contracts/define-event.ts';
import { EVENTS } from '@haat/contracts/events/catalogue.ts';
import { type AccessTokenVerifier, createAccessTokenVerifier } from '@haat/platform/auth/access-token.ts';
import { createRevocationList, type RevocationList } from '@haat/platform/auth/revocations.ts';
import { createServiceTokens } from '@haat/platform/auth/service-token.ts';
import { createDatabase, type Database } from '@haat/platform/db/database.ts';
import type { PlatformTables } from '@haat/platform/db/platform-tables.ts';
import { createBrokerClients } from '@haat/platform/events/broker.ts';
import { createSnsPublisher } from '@haat/platform/events/event-publisher.ts';
import {
  findQueueUrl,
  findTopicArn,
  publishersOf,
  queueDepth,
  queueName,
} from '@haat/platform/events/topology.ts';
import { createInProcessTransport } from '@haat/platform/http/in-process-transport.ts';
import { createServiceClient } from '@haat/platform/http/service-client.ts';
import type { ServiceName, ServiceTransport } from '@haat/platform/http/service-transport.ts';
import type { Service } from '@haat/platform/lifecycle/service.ts';
import { type OutboxRow, toEnvelope } from '@haat/platform/outbox/envelope.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import type { Kysely } from 'kysely';
import { SERVICE_FACTORIES } from './service-factories.ts';
import { openTestCatalog, type TestCatalog } from './test-catalog.ts';
import {
  type Environment,
  TEST_AUTH_SECRET,
  TEST_SERVICE_SECRET,
  testEnvironment,
  uniquePrefix,
} from './test-environment.ts';
import { createTestIdentity, type TestIdentity } from './test-identity.ts';
import { startTestMailbox, type TestMailbox } from './test-mailbox.ts';
import { startTestPayments, type TestPayments } from './test-payments.ts';
import { testStores } from './test-stores.ts';
import { until } from './until.ts';

export interface TestCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly path: string;
  /** An access token; `service`: another service of the marketplace asks. */
  readonly token?: string;
  /** Sent as JSON; text and bytes are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
}

export interface TestAnswer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, string>>;
}

/** What a problem document says, as far as tests compare it. */
export interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly meta?: Readonly<Record<string, unknown>>;
}

export interface TestServices {
  readonly identity: TestIdentity;
  readonly transport: ServiceTransport;
  /** What the services know of revoked tokens; they share it, as in the standalone. */
  readonly revocations: RevocationList;
  readonly accessTokens: AccessTokenVerifier;
  service(name: ServiceName): Service;
  /** The environment that the service was configured from. */
  environment(name: ServiceName): Environment;
  payments(): TestPayments;
  mailbox(): TestMailbox;
  /** The service's own database, to look into it. */
  database<Tables>(name: ServiceName): Kysely<Tables>;
  /** The catalogue's documents, to look into them. */
  catalog(): Promise<TestCatalog>;
  call<Body = ProblemBody>(name: ServiceName, call: TestCall): Promise<TestAnswer<Body>>;
  /** The same, as another service. */
  callAsService<Body = ProblemBody>(name: ServiceName, call: TestCall): Promise<TestAnswer<Body>>;
  /** Publishes an event as its owner would; @returns it, to be published again */
  publish<Definition extends EventDefinition>(
    definition: Definition,
    payload: EventPayload<Definition>,
    sequence?: number,
  ): Promise<OutboxRow>;
  republish(rows: readonly OutboxRow[]): Promise<void>;
  /** Every event of a kind that a PostgreSQL-backed service has committed, oldest first. */
  committed<Definition extends EventDefinition>(
    name: ServiceName,
    definition: Definition,
  ): Promise<EventEnvelope<EventPayload<Definition>>[]>;
  /** Until what was published to the service is handled. */
  drained(name: ServiceName): Promise<void>;
  /** Until no event is on its way between any of the services. */
  settled(): Promise<void>;
  /** Other services do not reach it any more, as if its process were gone. */
  disconnect(name: ServiceName): void;
  reconnect(name: ServiceName): void;
  /**
   * Another instance on the same stores answers from now on: it knows nothing of what the first one keeps in memory.
   * @param changes of the environment that it is configured from, as after a deployment
   */
  addInstance(name: ServiceName, changes?: Environment): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts real services on real stores in this process, connected to each other as in production but for the sockets.
 * @param environment added to what each service reads
 */
export async function startTestServices(
  names: readonly ServiceName[],
  environment: Partial<Record<ServiceName, Environment>> = {},
): Promise<TestServices> {
  const prefix = uniquePrefix();
  const identity = await createTestIdentity();
  const inProcess = createInProcessTransport();
  const transport = identity.serveKeys(inProcess);
  const tokens = createServiceTokens('tests', TEST_SERVICE_SECRET);
  const logger = createLogger({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const revocations = createRevocationList(createServiceClient('auth', { transport, tokens }), logger);
  const accessTokens = createAccessTokenVerifier(transport, revocations);
  const payments = names.includes('payment') ? await startTestPayments() : undefined;
  const mailbox = names.includes('notification') ? await startTestMailbox() : undefined;
  const environments = new Map<ServiceName, Environment>();
  const services = new Map<ServiceName, Service>();
  const retired: Service[] = [];
  const databases = new Map<ServiceName, Database<PlatformTables>>();
  let catalog: Promise<TestCatalog> | undefined;

  const create = async (name: ServiceName) => {
    const factory = await SERVICE_FACTORIES[name]();
    const service = await factory(environmentOf(name), { transport, accessTokens });
    services.set(name, service);
    await service.http.ready();
    inProcess.connect(name, service.http);
    if (name === 'payment' && payments) {
      const address = await service.http.listen({ host: '127.0.0.1', port: 0 });
      payments.sendWebhooksTo(`${address}/v1/webhooks/stripe`);
    }
    return service;
  };
  const environmentOf = (name: ServiceName): Environment => {
    const found = environments.get(name);
    if (!found) throw new Error(`${name} is not among the services of this test`);
    return found;
  };
  const serviceOf = (name: ServiceName): Service => {
    const found = services.get(name);
    if (!found) throw new Error(`${name} is not among the services of this test`);
    return found;
  };

  for (const name of names) {
    environments.set(name, {
      ...(await testEnvironment({ service: name, eventsPrefix: prefix })),
      AUTH_SIGNING_KEY: identity.signingKey,
      AUTH_SECRET: TEST_AUTH_SECRET,
      ...payments?.environment,
      ...(mailbox ? { SMTP_URL: mailbox.smtpUrl } : {}),
      ...environment[name],
    });
    await create(name);
  }
  for (const service of services.values()) await service.provision();
  for (const service of services.values()) await service.start();
  if (names.includes('auth')) await revocations.start();

  const broker = createBrokerClients({ endpoint: testStores().brokerUrl, region: 'us-east-1' });

  const databaseOf = <Tables>(name: ServiceName): Kysely<Tables> => {
    const known =
      databases.get(name) ??
      createDatabase<PlatformTables>({
        url: environmentOf(name).DATABASE_URL ?? '',
        applicationName: 'tests',
        maxConnections: 2,
        onError: () => {},
      });
    databases.set(name, known);
    return known.query as unknown as Kysely<Tables>;
  };
  const catalogOf = async (): Promise<TestCatalog> => {
    catalog ??= openTestCatalog(environmentOf('catalog'));
    return catalog;
  };
  const depthOf = async (name: ServiceName) =>
    serviceOf(name).events.consumes.length === 0
      ? 0
      : queueDepth(broker.sqs, await findQueueUrl(broker.sqs, queueName(prefix, name)));
  const outboxOf = async (name: ServiceName) => {
    if (name === 'catalog') return (await catalogOf()).outbox();
    const { count } = databaseOf<PlatformTables>(name).fn;
    return databaseOf<PlatformTables>(name)
      .selectFrom('outbox')
      .select([count<number>('id').as('total')])
      .select((where) => where.fn.count<number>('id').filterWhere('published_at', 'is', null).as('waiting'))
      .executeTakeFirstOrThrow();
  };
  /** @returns how many events there have been; undefined while some are on their way */
  const restingTotal = async (): Promise<number | undefined> => {
    for (const name of names) if ((await depthOf(name)) > 0) return undefined;
    let total = 0;
    for (const name of names) {
      const outbox = await outboxOf(name);
      if (Number(outbox.waiting) > 0) return undefined;
      total += Number(outbox.total);
    }
    return total;
  };
  const send = async <Body>(name: ServiceName, call: TestCall): Promise<TestAnswer<Body>> => {
    const { body } = call;
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const answer = await serviceOf(name).http.inject({
      method: call.method ?? 'GET',
      url: call.path,
      ...(call.cookies ? { cookies: { ...call.cookies } } : {}),
      headers: {
        ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
        ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
        ...call.headers,
      },
      ...(body === undefined ? {} : { payload: raw ? body : JSON.stringify(body) }),
    });
    return {
      status: answer.statusCode,
      text: answer.payload,
      body: (answer.headers['content-type']?.toString().includes('json')
        ? JSON.parse(answer.payload || 'null')
        : undefined) as Body,
      headers: answer.headers,
      cookies: Object.fromEntries(answer.cookies.map((cookie) => [cookie.name, cookie.value])),
    };
  };

  const republish = async (rows: readonly OutboxRow[]) => {
    for (const [owner, group] of Map.groupBy(rows, ownerOf)) {
      const publisher = createSnsPublisher(broker.sns, () => findTopicArn(broker.sns, prefix, owner));
      const failed = await publisher.publish(group);
      if (failed.length > 0) throw new Error(`the broker refused ${failed.length} events`);
    }
  };

  return {
    identity,
    transport,
    revocations,
    accessTokens,
    service: serviceOf,
    environment: environmentOf,
    payments: () => {
      if (!payments) throw new Error('payment is not among the services of this test');
      return payments;
    },
    mailbox: () => {
      if (!mailbox) throw new Error('notification is not among the services of this test');
      return mailbox;
    },
    database: databaseOf,
    catalog: catalogOf,
    call: send,
    callAsService: async (name, call) => send(name, { ...call, token: await tokens.mint(name) }),
    async publish(definition, payload, sequence = 1) {
      const row = toEnvelope(definition, payload, sequence);
      await republish([row]);
      return row;
    },
    republish,
    async committed(name, definition) {
      const rows = await databaseOf<PlatformTables>(name)
        .selectFrom('outbox')
        .select('envelope')
        .where('type', '=', definition.type)
        .orderBy('id')
        .execute();
      return rows.map((row) => JSON.parse(row.envelope));
    },
    drained: (name) =>
      until(`${name} to have handled its events`, async () => (await depthOf(name)) === 0).then(() => {}),
    settled: () =>
      until('no event to be on its way', async () => {
        const before = await restingTotal();
        return before !== undefined && (await restingTotal()) === before;
      }).then(() => {}),
    disconnect: (name) => inProcess.disconnect(name),
    reconnect: (name) => inProcess.connect(name, serviceOf(name).http),
    async addInstance(name, changes = {}) {
      environments.set(name, { ...environmentOf(name), ...changes });
      retired.push(serviceOf(name));
      await create(name);
    },
    async stop() {
      await revocations.stop();
      payments?.holdWebhooks();
      await Promise.all([...services.values(), ...retired].map((service) => service.stop()));
      for (const database of databases.values()) await database.close();
      await (await catalog)?.close();
      await payments?.close();
      await mailbox?.close();
      broker.sns.destroy();
      broker.sqs.destroy();
    },
  };
}

/** One that publishes it: a consumer hears each of them alike. */
function ownerOf({ type }: OutboxRow): string {
  const definition = EVENTS.find((each) => each.type === type);
  if (!definition) throw new Error(`${type} is not in the event catalogue`);
  return publishersOf(definition)[0] ?? '';
}
