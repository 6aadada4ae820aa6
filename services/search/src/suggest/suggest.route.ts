import { SuggestionList, SuggestionQuery } from '@haat/contracts/http/search.ts';
import type { Cache } from '@haat/platform/cache/cache.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { sendCachedJson, toCachedJson } from '@haat/platform/http/cached-json.ts';
import type { HttpApp } from '@haat/platform/http/http-app.ts';
import type { SearchTables } from '../db/tables.ts';
import { suggest } from './suggest.query.ts';

export function suggestRoute(
  app: HttpApp,
  { database, cache }: { database: Database<SearchTables>; cache: Cache },
): void {
  app.get(
    '/v1/search/suggestions',
    {
      schema: {
        summary: 'Completions of what is being typed',
        tags: ['search'],
        querystring: SuggestionQuery,
        response: { 200: SuggestionList },
      },
    },
    async (request, reply) => {
      const text = request.query.q.replace(/\s+/g, ' ').trim().toLowerCase();
      const json = await cache.getOrSet({ key: `suggest:${text}`, ttl: 60, grace: 600 }, async () =>
        toCachedJson({ suggestions: await suggest(database.query, text) }),
      );
      return sendCachedJson(request, reply, json, 'public, max-age=60');
    },
  );
}
