import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import fastifyCookie from '@fastify/cookie';
import fastifySwagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { guestCartCookie } from '@haat/contracts/http/primitives.ts';
import { Problem } from '@haat/contracts/http/problem.ts';
import { Ajv } from 'ajv';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { AccessTokenVerifier } from '../auth/access-token.ts';
import { type Actor, ANONYMOUS } from '../auth/actor.ts';
import type { ServiceTokens } from '../auth/service-token.ts';
import { type ErrorDefinition, Forbidden, NotFound } from '../errors/domain-error.ts';
import { runInContext } from '../telemetry/context.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { type AccessRule, type AccessTable, authorize } from './access.ts';
import { limitShape } from './json-shape.ts';
import { sendProblem } from './problem-mapper.ts';

/** A route as it was registered, with the rule that guards it. */
export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly access: AccessRule;
  readonly schema: FastifySchema | undefined;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, for whoever checks them. */
    readonly routeTable: readonly RouteEntry[];
  }
  interface FastifyRequest {
    actor: Actor;
    /** The key of a guest's cart, from its cookie. */
    readonly guestKey: string | undefined;
  }
  interface FastifyContextConfig {
    access?: AccessRule;
    /** The route demands an Idempotency-Key and answers a repetition with the stored response. */
    idempotent?: boolean;
  }
}

export type HttpApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface ReadinessCheck {
  readonly name: string;
  /** Rejects when the thing cannot be used. */
  readonly check: () => Promise<unknown>;
}

export interface HttpAppOptions {
  readonly service: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly access: AccessTable;
  readonly accessTokens: AccessTokenVerifier;
  readonly serviceTokens: ServiceTokens;
  readonly readiness: readonly ReadinessCheck[];
  /** Where browsers reach Haat: https has cookies of its own. */
  readonly config?: { readonly PUBLIC_URL: string };
  /** Told of a request before anything is asked of it, e.g. to refuse a flood of it. */
  readonly onArrival?: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Bytes; 64 KiB when not given. */
  readonly bodyLimit?: number;
  /** The app is reachable by everybody: metrics are for services only, and OpenAPI is its own affair. */
  readonly edge?: boolean;
  /** Answers what no route answers; a problem document when not given. */
  readonly onNotFound?: (request: FastifyRequest, reply: FastifyReply) => unknown;
  /** Addresses (CIDR) whose X-Forwarded-For is believed; none when not given. */
  readonly trustedProxies?: readonly string[];
}

/** Enough for a large file on a slow line. */
const REQUEST_TIMEOUT_MS = 120_000;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/**
 * The HTTP side that every service has alike: request ids, who asks and whether they may, strict validation
 * (nothing is coerced in a body, nothing undeclared is dropped in silence), problem documents, OpenAPI, health,
 * metrics.
 */
export async function createHttpApp(options: HttpAppOptions): Promise<HttpApp> {
  const app = Fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // A logger a request would cost more than the rest of most hops: lines carry the request's id by the context.
    childLoggerFactory: (logger) => logger,
    bodyLimit: options.bodyLimit ?? 64 * 1024,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    // Who sends a request drop by drop holds a connection no longer than this.
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A kept-alive connection would otherwise hold up the drain at a stop.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 256 },
    // What fails before a route is found, e.g. an address that cannot be decoded.
    frameworkErrors: sendProblem,
  }).withTypeProvider<TypeBoxTypeProvider>();

  useStrictValidation(app);
  // A form of another site can send it without asking; nothing here reads it.
  app.removeContentTypeParser('text/plain');
  limitBodies(app);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(options.onNotFound ?? ((request, reply) => sendProblem(NotFound(), request, reply)));

  const rules = new Map<string, AccessRule>(Object.entries(options.access));
  app.decorateRequest('actor');
  const guestCookie = guestCartCookie(options.config?.PUBLIC_URL ?? '');
  app.decorateRequest('guestKey', {
    getter() {
      return (this as FastifyRequest).cookies[guestCookie] || undefined;
    },
  });
  const routeTable: RouteEntry[] = [];
  app.decorate('routeTable', routeTable);
  app.addHook('onRoute', (route) => {
    const method = Array.isArray(route.method) ? route.method[0] : route.method;
    // Fastify adds a HEAD to every GET: the same question, so the same rule.
    const rule = route.config?.access ?? rules.get(`${method === 'HEAD' ? 'GET' : method} ${route.url}`);
    if (rule) {
      route.config = { ...route.config, access: rule };
      for (const each of [route.method].flat()) {
        routeTable.push({ method: each, url: route.url, access: rule, schema: route.schema });
      }
    } else if (method !== 'HEAD') {
      throw new Error(`${options.service}: ${method} ${route.url} has no rule in access.ts`);
    }
  });
  // The rest of the request runs inside the callback, and so inside the context.
  app.addHook('onRequest', (request, _reply, done) => {
    const traceparent = header(request, 'traceparent') ?? null;
    runInContext({ correlationId: request.id, causationId: null, traceparent }, done);
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    options.onArrival?.(request, reply);
    request.actor = await identify(request, options);
    const rule = request.routeOptions.config.access;
    if (rule) authorize(rule, request.actor);
    // No route: the not-found handler answers. A route that came by without a rule is nobody's.
    else if (!request.is404) throw Forbidden();
  });
  app.addHook('onResponse', async (request, reply) => {
    options.metrics.httpDuration.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: String(reply.statusCode),
      },
      reply.elapsedTime / 1000,
    );
    request.log.debug(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });

  letConnectionsGo(app);
  await app.register(fastifyCookie);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: `Haat ${options.service}`, version: '1' },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
  });
  addOperationalRoutes(app, options);
  return app;
}

/** Turns an Authorization header into an actor. A token that is given must be good, also on a public route. */
async function identify(request: FastifyRequest, options: HttpAppOptions): Promise<Actor> {
  const authorization = header(request, 'authorization');
  if (!authorization) return ANONYMOUS;
  const token = authorization.startsWith('Bearer ') ? authorization.slice(7) : '';
  const rule = request.routeOptions.config.access;
  // Such a request may carry another party's credentials in this header.
  if (rule?.kind === 'signed') return ANONYMOUS;
  return rule?.kind === 'service' ? options.serviceTokens.verify(token) : options.accessTokens.verify(token);
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A kept-alive connection that is busy when the stop begins is idle in a moment; the client would hold it for a minute. */
function letConnectionsGo(app: HttpApp): void {
  let sweep: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  });
  app.addHook('onClose', async () => clearInterval(sweep));
}

/** JSON as Fastify reads it (prototypes refused), within the limits of its shape. */
function limitBodies(app: HttpApp): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    void parse(request, body as string, (error, value) => {
      if (error) return done(error);
      try {
        limitShape(value);
      } catch (refusal) {
        return done(refusal as Error);
      }
      done(null, value);
    });
  });
}

function useStrictValidation(app: HttpApp): void {
  const common = { removeAdditional: false, useDefaults: true, allErrors: true, strict: false } as const;
  const strict = new Ajv({ ...common, coerceTypes: false });
  // Text is all a URL can carry, so there numbers and booleans are read out of it.
  const textual = new Ajv({ ...common, coerceTypes: true });
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : textual).compile(schema as object),
  );
}

function addOperationalRoutes(app: HttpApp, options: HttpAppOptions): void {
  const access: AccessRule = { kind: 'public' };
  const hidden = { hide: true };
  app.get('/health/live', { config: { access }, schema: hidden }, async () => ({ status: 'live' }));
  // Anybody may ask, each time of everything behind it: those who ask at the same moment get one answer.
  let checking: Promise<{ name: string; ok: boolean; ms: number }[]> | undefined;
  const checkAll = () =>
    Promise.all(
      options.readiness.map(async ({ name, check }) => {
        const started = performance.now();
        const ok = await check().then(
          () => true,
          () => false,
        );
        return { name, ok, ms: Math.round(performance.now() - started) };
      }),
    ).finally(() => {
      checking = undefined;
    });
  app.get('/health/ready', { config: { access }, schema: hidden }, async (_request, reply) => {
    checking ??= checkAll();
    const results = await checking;
    const ready = results.every((result) => result.ok);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unready', checks: results });
  });
  const metricsAccess: AccessRule = options.edge ? { kind: 'service' } : access;
  app.get('/metrics', { config: { access: metricsAccess }, schema: hidden }, async (_request, reply) =>
    reply.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics()),
  );
  if (!options.edge) {
    app.get('/openapi.json', { config: { access }, schema: hidden }, async () => app.swagger());
  }
}

/** Response schemas of a use case's errors: one entry a status, with the codes it can carry. */
export function problems(...errors: readonly ErrorDefinition[]): Record<number, typeof Problem> {
  const byStatus = new Map<number, string[]>();
  for (const error of errors) {
    byStatus.set(error.status, [...(byStatus.get(error.status) ?? []), `\`${error.code}\`: ${error.title}`]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { ...Problem, description: codes.join('\n\n') }]),
  );
}
