import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { NotFound } from '@haat/platform/errors/domain-error.ts';
import { SIGNED } from '@haat/platform/http/access.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import { sendProblem } from '@haat/platform/http/problem-mapper.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from '../security/response-headers.ts';

const DEFAULT_ROOT = new URL('../../../web/dist', import.meta.url).pathname;
const A_YEAR_SECONDS = 31_536_000;

export interface WebApp {
  /** Serves its files. */
  register(app: HttpApp): Promise<void>;
  /** Its one page, for every address that is neither a file nor an API path. */
  onNotFound(request: FastifyRequest, reply: FastifyReply): unknown;
}

export function loadWebApp({
  root = DEFAULT_ROOT,
  https,
}: {
  root?: string | undefined;
  https: boolean;
}): WebApp {
  const indexFile = join(root, 'index.html');
  const index = existsSync(indexFile) ? readFileSync(indexFile) : undefined;
  return {
    async register(app) {
      await app.register(helmet, {
        global: false,
        contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY },
        strictTransportSecurity: https ? { maxAge: A_YEAR_SECONDS, includeSubDomains: true } : false,
        crossOriginEmbedderPolicy: false,
        referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
      });
      if (!index) return;
      await app.register(async (scope: HttpApp) => {
        scope.addHook('onRequest', async (_request, reply) => reply.helmet());
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
        await scope.register(fastifyStatic, {
          root,
          wildcard: false,
          index: false,
          maxAge: 3_600_000,
          globIgnore: ['assets/**', 'index.html'],
          decorateReply: false,
        });
      });
    },
    async onNotFound(request, reply) {
      if (!index || !wantsPage(request)) return sendProblem(NotFound(), request, reply);
      await reply.helmet();
      return reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(index);
    },
  };
}

const wantsPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(v1|internal|graphql|assets|sandbox|mailbox)(\/|\?|$)/.test(url) &&
  /text\/html|\*\/\*/.test(headers.accept ?? '*/*');
