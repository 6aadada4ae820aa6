import type { IncomingMessage, ServerResponse } from 'node:http';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { type AccessRule, PUBLIC, SIGNED } from '@haat/platform/http/access.ts';
import { CLIENT_ADDRESS_HEADER } from '@haat/platform/http/client-address.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ROUTE_TABLE } from '../route-table.ts';
import type { Headers } from '../security/response-headers.ts';
import { OpenStreams } from './open-streams.ts';
import type { Mount, Upstreams } from './upstreams.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Sends every public path to its service, the body unread. */
export async function forwardRoutes(app: HttpApp, upstreams: Upstreams, headers: Headers): Promise<void> {
  const streams = endStreamsAtStop(app);
  for (const { prefix, service } of ROUTE_TABLE) {
    // A signature covers the request as a whole: there is no caller to identify here.
    const access = prefix.startsWith('/v1/webhooks') ? SIGNED : PUBLIC;
    if (upstreams.kind === 'in-process') {
      const target = upstreams.services.get(service);
      if (!target) throw new Error(`The gateway has no ${service} to send ${prefix} to`);
      await handOver(app, streams, prefix, access, (request, response) => {
        for (const [name, value] of headers) response.setHeader(name, value);
        target.routing(request, response);
      });
    } else {
      const url = upstreams.urls.get(service);
      if (!url) throw new Error(`${service.toUpperCase()}_URL is required by the gateway`);
      await proxy(app, {
        upstream: url,
        prefix,
        rewritePrefix: prefix,
        httpMethods: METHODS,
        // An event stream is silent between events.
        undici: { connections: 128, bodyTimeout: 120_000, headersTimeout: 30_000 },
        config: { access },
        replyOptions: {
          rewriteRequestHeaders: (request, given) => ({
            ...given,
            'x-request-id': request.id,
            [CLIENT_ADDRESS_HEADER]: request.ip,
          }),
        },
      });
    }
  }
}

export async function mountRoutes(app: HttpApp, mounts: readonly Mount[]): Promise<void> {
  for (const { prefix, upstream, stripPrefix } of mounts) {
    await proxy(app, {
      upstream,
      prefix,
      rewritePrefix: stripPrefix ? '' : prefix,
      // Its redirects lead back to the shop.
      internalRewriteLocationHeader: false,
      httpMethods: METHODS,
      // It judges its callers by keys of its own.
      config: { access: SIGNED },
    });
  }
}

/** It passes JSON on unread, by a parser of its own. */
async function proxy(app: HttpApp, options: FastifyHttpProxyOptions): Promise<void> {
  await app.register(async (scope: HttpApp) => {
    scope.removeContentTypeParser('application/json');
    await scope.register(httpProxy, options);
  });
}

function endStreamsAtStop(app: HttpApp): OpenStreams {
  const streams = new OpenStreams();
  app.addHook('preClose', async () => streams.end());
  return streams;
}

async function handOver(
  app: HttpApp,
  streams: OpenStreams,
  prefix: string,
  access: AccessRule,
  to: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<void> {
  await app.register(async (scope: HttpApp) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const handler = (request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack();
      // The service logs and answers under the same id.
      request.raw.headers['x-request-id'] = request.id;
      request.raw.headers[CLIENT_ADDRESS_HEADER] = request.ip;
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      streams.watch(reply.raw);
      to(request.raw, reply.raw);
    };
    for (const url of [prefix, `${prefix}/*`]) {
      scope.route({
        method: METHODS,
        url,
        config: { access },
        schema: { hide: true },
        exposeHeadRoute: false,
        handler,
      });
    }
  });
}
