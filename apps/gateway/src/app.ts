import { type AccessTokenVerifier, createAccessTokenVerifier } from '@haat/platform/auth/access-token.ts';
import { createRevocationList } from '@haat/platform/auth/revocations.ts';
import { createServiceTokens } from '@haat/platform/auth/service-token.ts';
import { createHttpApp, type HttpApp } from '@haat/platform/http/http-app.ts';
import { createServiceClient } from '@haat/platform/http/service-client.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';
import type { Logger } from '@haat/platform/telemetry/logger.ts';
import { createMetrics } from '@haat/platform/telemetry/metrics.ts';
import { access } from './access.ts';
import type { GatewayConfig } from './config.ts';
import { forwardRoutes, mountRoutes } from './forward/forward-routes.ts';
import type { Mount, Upstreams } from './forward/upstreams.ts';
import { graphqlRoute } from './graphql/graphql.route.ts';
import { openApiRoute } from './openapi/openapi.route.ts';
import { createWebApp } from './pages/web-app.ts';
import { ROUTE_TABLE } from './route-table.ts';
import { createRateLimits } from './security/rate-limits.ts';
import { addResponseHeaders, apiHeaders } from './security/response-headers.ts';
import { allowOrigins, refuseCrossSite } from './security/same-origin.ts';

export interface GatewayParts {
  readonly upstreams: Upstreams;
  readonly transport: ServiceTransport;
  readonly logger: Logger;
  readonly mounts?: readonly Mount[];
  /** The host's own, where services run in the same process. */
  readonly accessTokens?: AccessTokenVerifier;
}

/** The one public door: knows every service's address and no business rule. */
export async function createGateway(config: GatewayConfig, parts: GatewayParts): Promise<HttpApp> {
  const { transport, logger } = parts;
  const webApp = createWebApp({ root: config.WEB_ROOT, publicUrl: config.PUBLIC_URL });
  const serviceTokens = createServiceTokens('gateway', config.SERVICE_SECRET);
  const revocations = createRevocationList(
    createServiceClient('auth', { transport, tokens: serviceTokens }),
    logger,
  );
  const limits = createRateLimits(config);
  const origins = config.CORS_ORIGINS.split(',').filter(Boolean);
  const headers = apiHeaders(config.PUBLIC_URL);
  const app = await createHttpApp({
    service: 'gateway',
    edge: true,
    config,
    onArrival: limits.onArrival,
    logger,
    metrics: createMetrics('gateway'),
    access,
    onNotFound: webApp.onNotFound,
    accessTokens: parts.accessTokens ?? createAccessTokenVerifier(transport, revocations),
    serviceTokens,
    trustedProxies: config.TRUSTED_PROXIES.split(',').filter(Boolean),
    readiness: [...new Set(ROUTE_TABLE.map((route) => route.service))].map((service) => ({
      name: service,
      check: async () => {
        const request = { method: 'GET', path: '/health/ready', headers: {}, timeoutMs: 2_000 } as const;
        const { status } = await transport.send(service, request);
        if (status !== 200) throw new Error(`${service} is not ready`);
      },
    })),
  });
  if (!parts.accessTokens) {
    app.addHook('onReady', () => revocations.start());
    app.addHook('onClose', () => revocations.stop());
  }
  addResponseHeaders(app, headers);
  if (origins.length > 0) await allowOrigins(app, origins);
  refuseCrossSite(app, config.PUBLIC_URL, origins);
  limits.limit(app);

  await forwardRoutes(app, parts.upstreams, headers);
  await graphqlRoute(app, { transport });
  openApiRoute(app, { transport });
  await mountRoutes(app, parts.mounts ?? []);
  await webApp.register(app);
  return app;
}
