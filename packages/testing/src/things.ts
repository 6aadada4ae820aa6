import { randomUUID } from 'node:crypto';
import { defineEvent } from '@haat/contracts/define-event.ts';
import { createDatabase, type Database, type UnitOfWork } from '@haat/platform/db/database.ts';
import { migrate } from '@haat/platform/db/migrate.ts';
import type { PlatformTables } from '@haat/platform/db/platform-tables.ts';
import { Type } from 'typebox';
import { createTestDatabase } from './test-database.ts';

/** An event of no service: for tests of what carries events. */
export const ThingHappened = defineEvent({
  name: 'things.happened',
  version: 1,
  schema: Type.Object({ thingId: Type.String(), name: Type.String() }),
  key: (payload) => payload.thingId,
});

export interface ThingTables extends PlatformTables {
  things: { id: string; name: string };
}

/**
 * A database with the platform's tables and one more, that nobody else uses.
 * @param route the way there, from the address of the server; straight when not given
 */
export async function openThings(
  route: (url: string) => Promise<string> = async (url) => url,
): Promise<Database<ThingTables>> {
  const database = createDatabase<ThingTables>({
    url: await route(await createTestDatabase('things')),
    applicationName: 'tests',
    onError: () => {},
  });
  await migrate(database.query, new URL('../fixtures/migrations', import.meta.url));
  return database;
}

/** A row and the event that tells of it. */
export async function addThing(unit: UnitOfWork<ThingTables>, name: string, sequence = 1): Promise<string> {
  const id = randomUUID();
  await unit.query.insertInto('things').values({ id, name }).execute();
  unit.emit(ThingHappened, { thingId: id, name }, sequence);
  return id;
}
