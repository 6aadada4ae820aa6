import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { ServiceTransport } from '@haat/platform/http/service-transport.ts';
import mercurius from 'mercurius';
import { Type } from 'typebox';
import { refuseCostly } from './query-cost.ts';
import { resolvers } from './resolvers.ts';
import { schema } from './schema.ts';
import { createServiceReader } from './service-reader.ts';

const MAX_DEPTH = 6;

const GraphqlBody = Type.Object(
  {
    query: Type.String({ minLength: 1, maxLength: 8_000 }),
    variables: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
    operationName: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
  },
  { additionalProperties: false },
);

/** The storefront's composite reads. Nothing can be changed here, and nothing private can be read. */
export async function graphqlRoute(
  app: HttpApp,
  { transport }: { transport: ServiceTransport },
): Promise<void> {
  await app.register(mercurius, {
    schema,
    resolvers: resolvers as never,
    routes: false,
    queryDepth: MAX_DEPTH,
    // A query is compiled when it comes again: the web app sends two.
    jit: 2,
  });
  app.graphql.addHook('preValidation', async (parsed, document) => refuseCostly(parsed, document));
  app.post(
    '/graphql',
    { schema: { summary: 'Composite reads of the storefront', tags: ['storefront'], body: GraphqlBody } },
    async (request, reply) => {
      const { query, variables, operationName } = request.body;
      const context = { reader: createServiceReader(transport, request.id) };
      return reply.graphql(query, context as never, variables ?? {}, operationName ?? undefined);
    },
  );
}
