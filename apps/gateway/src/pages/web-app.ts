import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { NotFound } from '@haat/platform/errors/domain-error.ts';
import { SIGNED } from '@haat/platform/http/access.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { sendProblem } from '@haat/platform/http/problem-mapper.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY, PERMISSIONS_POLICY, strictTransport } from '../security/response-headers.ts';

const DEFAULT_ROOT = new URL('../../../web/dist', import.meta.url).pathname;
const A_YEAR_SECONDS = 31_536_000;
const AN_HOUR_MS = 3_600_000;

export interface WebApp {
  /** Serves its files. */
  register(app: HttpApp): Promise<void>;
  /** Its one page, for every address that is neither a file nor an API path. */
  onNotFound(request: FastifyRequest, reply: FastifyReply): unknown;
}

/** @param root folder of the build; it may be built after the start, or anew while this runs */
export function createWebApp({
  root = DEFAULT_ROOT,
  publicUrl,
}: {
  root?: string | undefined;
  publicUrl: string;
}): WebApp {
  const https = publicUrl.startsWith('https:');
  const protect = async (reply: FastifyReply) => {
    await reply.helmet();
    void reply.header('permissions-policy', PERMISSIONS_POLICY);
    for (const [name, value] of strictTransport(publicUrl)) void reply.header(name, value);
  };
  return {
    async register(app) {
      await app.register(helmet, {
        global: false,
        contentSecurityPolicy: {
          useDefaults: false,
          directives: { ...PAGE_POLICY, ...(https ? { upgradeInsecureRequests: [] } : {}) },
        },
        strictTransportSecurity: false,
        xFrameOptions: { action: 'deny' },
        crossOriginEmbedderPolicy: false,
        referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
      });
      await app.register(async (scope: HttpApp) => {
        scope.addHook('onRequest', async (_request, reply) => protect(reply));
        scope.addHook('onRoute', (route) => {
          // Files carry no data of anybody.
          route.config = { ...route.config, access: SIGNED };
        });
        await scope.register(fastifyStatic, {
          root: join(root, 'assets'),
          prefix: '/assets/',
          preCompressed: true,
          // The names carry a hash of the content.
          immutable: true,
          maxAge: A_YEAR_SECONDS * 1000,
          decorateReply: false,
        });
      });
      await app.register(fastifyStatic, { root, serve: false, preCompressed: true });
    },
    async onNotFound(request, reply) {
      const file = wantedFile(request);
      if (!file || !existsSync(join(root, file))) return sendProblem(NotFound(), request, reply);
      await protect(reply);
      return reply
        .code(200)
        .sendFile(file, file === 'index.html' ? { cacheControl: false } : { maxAge: AN_HOUR_MS })
        .header('cache-control', file === 'index.html' ? 'no-cache' : 'public, max-age=3600');
    },
  };
}

/** A file beside the page (icon, manifest), or the page itself for every address of the web app. */
function wantedFile({ method, url, headers }: FastifyRequest): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const path = url.split('?')[0] ?? '';
  const [, name] = /^\/([a-z0-9-]+\.[a-z0-9]+)$/.exec(path) ?? [];
  if (name) return name;
  if (/^\/(v1|internal|graphql|assets|sandbox|mailbox|metrics)(\/|$)/.test(path)) return undefined;
  return /text\/html|\*\/\*/.test(headers.accept ?? '*/*') ? 'index.html' : undefined;
}
