import { type CachedJson, sendCachedJson, toCachedJson } from '@haat/platform/http/cached-json.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';
import { mergeOpenApi } from './merge-openapi.ts';

export function openApiRoute(app: HttpApp, { transport }: { transport: ServiceTransport }): void {
  // Half a megabyte: written and compressed once, and sent to whoever asks.
  let document: Promise<CachedJson> | undefined;
  app.get('/openapi.json', { schema: { summary: 'This API, as OpenAPI 3.1' } }, async (request, reply) => {
    document ??= mergeOpenApi(transport)
      .then(toCachedJson)
      .catch((error: unknown) => {
        document = undefined;
        throw error;
      });
    return sendCachedJson(request, reply, await document, 'public, max-age=300');
  });
}
