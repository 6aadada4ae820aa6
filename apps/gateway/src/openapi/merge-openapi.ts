import type { ServiceName, ServiceTransport } from '@haat/platform/http/service-transport.ts';
import { ROUTE_TABLE } from '../route-table.ts';

interface OpenApiDocument {
  paths?: Record<string, unknown>;
  [field: string]: unknown;
}

/** One document of everything that can be reached from outside, made from the services' own. */
export async function mergeOpenApi(transport: ServiceTransport): Promise<OpenApiDocument> {
  const services = [...new Set(ROUTE_TABLE.map((route) => route.service))];
  const documents = await Promise.all(services.map((service) => readDocument(transport, service)));
  const paths = documents.flatMap((document) =>
    Object.entries(document.paths ?? {}).filter(([path]) => isPublic(path)),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Haat',
      version: '1',
      description:
        'Marketplace API. Amounts are integers in minor units; errors are RFC 9457 problem documents.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    paths: Object.fromEntries(paths.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const isPublic = (path: string): boolean =>
  ROUTE_TABLE.some(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));

async function readDocument(transport: ServiceTransport, service: ServiceName): Promise<OpenApiDocument> {
  const answer = await transport.send(service, {
    method: 'GET',
    path: '/openapi.json',
    headers: {},
    timeoutMs: 5_000,
  });
  if (answer.status !== 200) throw new Error(`${service} gave no OpenAPI document (${answer.status})`);
  return JSON.parse(answer.body) as OpenApiDocument;
}
