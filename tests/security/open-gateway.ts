import { createGateway } from '@haat/gateway/app.ts';
import { readConfig } from '@haat/gateway/config.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { createLogger } from '@haat/platform/telemetry/logger.ts';
import { TEST_SERVICE_SECRET } from '@haat/testing/test-environment.ts';
import type { TestServices } from '@haat/testing/test-services.ts';
import { ALL_SERVICES } from './two-of-each.ts';

/** The public door before the services of a test, limits as on the open internet. */
export async function openGateway(
  services: TestServices,
  environment: Readonly<Record<string, string>> = {},
  names: readonly ServiceName[] = ALL_SERVICES,
): Promise<HttpApp> {
  const gateway = await createGateway(readConfig({ SERVICE_SECRET: TEST_SERVICE_SECRET, ...environment }), {
    upstreams: {
      kind: 'in-process',
      services: new Map(names.map((name) => [name, services.service(name).http])),
    },
    transport: services.transport,
    accessTokens: services.accessTokens,
    logger: createLogger({ level: 'silent' }),
  });
  await gateway.ready();
  return gateway;
}
