import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';
import { mergeOpenApi } from './merge-openapi.ts';

export function openApiRoute(app: HttpApp, { transport }: { transport: ServiceTransport }): void {
  let document: Promise<unknown> | undefined;
  app.get('/openapi.json', { schema: { summary: 'This API, as OpenAPI 3.1' } }, async (_request, reply) => {
    document ??= mergeOpenApi(transport).catch((error: unknown) => {
      document = undefined;
      throw error;
    });
    return reply.header('cache-control', 'public, max-age=300').send(await document);
  });
}
