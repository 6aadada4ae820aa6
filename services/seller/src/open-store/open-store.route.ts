import { Slug, Uuid } from '@haat/contracts/http/primitives.ts';
import { Store } from '@haat/contracts/http/seller.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { type HttpApp, problems } from '@haat/platform/http/http-app.ts';
import { Type } from 'typebox';
import type { SellerTables } from '../db/tables.ts';
import { AlreadyMember } from '../domain/team.errors.ts';
import { openStore, SlugTaken } from './open-store.ts';

const OpenStoreBody = Type.Object(
  {
    slug: Slug,
    name: Type.String({ minLength: 1, maxLength: 100 }),
    about: Type.String({ maxLength: 2000 }),
    city: Type.String({ maxLength: 100 }),
    ownerId: Uuid,
  },
  { additionalProperties: false },
);

export function openStoreRoute(app: HttpApp, { database }: { database: Database<SellerTables> }): void {
  app.post(
    '/internal/stores',
    {
      schema: {
        summary: 'Open a store for a user',
        tags: ['internal'],
        body: OpenStoreBody,
        response: { 201: Store, ...problems(SlugTaken, AlreadyMember) },
      },
    },
    async (request, reply) => reply.code(201).send(await openStore(database, request.body)),
  );
}
