import { once } from 'node:events';
import { createServer } from 'node:net';
import { createGateway } from '@haat/gateway/app.ts';
import { readConfig as readGatewayConfig } from '@haat/gateway/config.ts';
import { createAccessTokenVerifier } from '@haat/platform/auth/access-token.ts';
import { createRevocationList } from '@haat/platform/auth/revocations.ts';
import { createServiceTokens } from '@haat/platform/auth/service-token.ts';
import { createInProcessTransport } from '@haat/platform/http/in-process-transport.ts';
import { createServiceClient } from '@haat/platform/http/service-client.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { createJob } from '@haat/platform/lifecycle/job.ts';
import type { Service } from '@haat/platform/lifecycle/service.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { type StandaloneConfig, staffMfaOf } from './config.ts';
import { confirmingDrainedEvents } from './confirm-drained-events.ts';
import { openDataDir } from './data-dir.ts';
import { startDatabaseServer, startSurroundings } from './embedded/stores.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { seedMarketplace } from './seed/seed-marketplace.ts';
import { databaseOf, SERVICES } from './services.ts';

export interface Standalone {
  readonly url: string;
  readonly dataDir: string;
  readonly seeded: boolean;
  /** For when nothing is asked of it: every thread lets go of what it does not use. */
  giveBackMemory(): void;
  stop(): Promise<void>;
}

/** One user at a laptop, or a benchmark: limits per client are for the open internet. */
const LOCAL_LIMITS = {
  RATE_LIMIT_FLOOD: '10000000',
  RATE_LIMIT_READS: '1000000',
  RATE_LIMIT_WRITES: '1000000',
  RATE_LIMIT_SEARCH: '1000000',
  RATE_LIMIT_CHECKOUT: '1000000',
  RATE_LIMIT_CREDENTIALS: '600',
  RATE_LIMIT_LOOKUP: '600',
};

/**
 * Starts the embedded stores, every service and the gateway in this process.
 * @param progress told of each step, in words for people
 * @throws Error with one line that says what to do
 */
export async function startStandalone(
  config: StandaloneConfig,
  environment: NodeJS.ProcessEnv,
  progress: (step: string) => void,
): Promise<Standalone> {
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    return await start(config, environment, progress, closing, stop);
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function start(
  config: StandaloneConfig,
  environment: NodeJS.ProcessEnv,
  progress: (step: string) => void,
  closing: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<Standalone> {
  const logger = createLogger({ level: config.LOG_LEVEL });
  const dataDir = openDataDir(config.HAAT_DATA_DIR);
  closing.push(async () => dataDir.release());
  const names = Object.keys(SERVICES) as ServiceName[];

  progress('Starting the stores');
  const port = await claimPort(config.HOST, config.PORT);
  const [databases, surroundings] = await Promise.all([
    startDatabaseServer(config, dataDir, names.filter((name) => name !== 'catalog').map(databaseOf)),
    startSurroundings(config, dataDir, `http://${reachable(config.HOST)}:${port}/v1/webhooks/stripe`),
  ]);
  closing.push(databases.close, surroundings.close);
  const shared = {
    LOG_LEVEL: config.LOG_LEVEL,
    SERVICE_SECRET: dataDir.secrets.serviceSecret,
    AUTH_SECRET: dataDir.secrets.authSecret,
    AUTH_SIGNING_KEY: dataDir.secrets.signingKey,
    PUBLIC_URL: config.PUBLIC_URL ?? `http://localhost:${port}`,
    STAFF_MFA: staffMfaOf(config),
    ...surroundings.environment,
  };

  progress('Starting the services');
  const transport = createInProcessTransport();
  const tokens = createServiceTokens('standalone', dataDir.secrets.serviceSecret);
  const revocations = createRevocationList(createServiceClient('auth', { transport, tokens }), logger);
  const accessTokens = createAccessTokenVerifier(transport, revocations);
  const services = await Promise.all(
    names.map(async (name) => {
      const url = name === 'catalog' ? {} : { DATABASE_URL: databases.urlOf(databaseOf(name)) };
      const service = await SERVICES[name](
        { ...environment, ...shared, ...url },
        { transport, logger, accessTokens },
      );
      closing.push(service.stop);
      transport.connect(name, service.http);
      await service.http.ready();
      return service;
    }),
  );
  // Every queue stands before the first event is published: a topic forgets what nobody subscribed to.
  for (const service of services) await service.provision();
  for (const service of services) await service.start();
  await revocations.start();
  closing.push(revocations.stop);
  if (surroundings.brokerForgets) closing.push(startConfirming(services));

  const gateway = await createGateway(readGatewayConfig({ ...LOCAL_LIMITS, ...environment, ...shared }), {
    upstreams: { kind: 'in-process', services: new Map(services.map(({ name, http }) => [name, http])) },
    transport,
    accessTokens,
    logger: logger.child({ service: 'gateway' }),
    mounts: surroundings.mounts,
  });
  closing.push(() => gateway.close());
  await gateway.listen({ host: config.HOST, port });
  const seeded =
    config.HAAT_SEED !== 'none' &&
    (await seedMarketplace({
      transport,
      dataDir,
      catalogue: config.HAAT_SEED === 'demo',
      sandboxUrl: surroundings.sandboxUrl,
      progress,
    }));
  return {
    url: `http://${reachable(config.HOST)}:${port}`,
    dataDir: dataDir.path,
    seeded,
    giveBackMemory: () => {
      giveBackMemory();
      surroundings.giveBackMemory();
    },
    stop,
  };
}

function startConfirming(services: readonly Service[]): () => Promise<void> {
  const [first] = services;
  if (!first) throw new Error('there are no services');
  const job = createJob({
    name: 'confirm-drained-events',
    everyMs: 2_000,
    run: confirmingDrainedEvents(services),
    logger: first.runtime.logger,
  });
  job.start();
  return job.stop;
}

/** How this machine reaches an address that is listened on. */
const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/**
 * Looks before anything starts: whoever took the port by mistake learns it at once, and the payment provider is told
 * where to send its events.
 * @param port 0 finds a free one
 */
async function claimPort(host: string, port: number): Promise<number> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening').catch((error: unknown) => {
    throw portError(error, port);
  });
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

function portError(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new Error(`Port ${port} is taken. Set PORT to another one.`);
  if (code === 'EACCES')
    return new Error(`Port ${port} needs rights that this user lacks. Set PORT above 1023.`);
  return error;
}
