import { createHttpTransport, type ServiceName } from '@haat/platform/http/service-transport.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { createGateway } from './app.ts';
import { readConfig } from './config.ts';
import { ROUTE_TABLE } from './route-table.ts';

try {
  const config = readConfig(process.env);
  const logger = createLogger({ service: 'gateway', level: config.LOG_LEVEL });
  const urls = new Map<ServiceName, string>();
  for (const { service } of ROUTE_TABLE) {
    const url = config[`${service.toUpperCase() as Uppercase<ServiceName>}_URL`];
    if (url) urls.set(service, url);
  }
  const app = await createGateway(config, {
    upstreams: { kind: 'http', urls },
    transport: createHttpTransport(Object.fromEntries(urls)),
    logger,
  });
  logger.info({ address: await app.listen({ host: config.HOST, port: config.PORT }) }, 'gateway is ready');
  const drain = () => void app.close().then(() => process.exit(0));
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
