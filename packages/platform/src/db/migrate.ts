import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

const PLATFORM_MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Brings a database to the newest version: the platform's tables first, then the service's own, each plain SQL
 * file once, under a lock, so that several instances may start at the same time.
 * @throws the first failing migration's error; what ran before it stays
 */
export async function migrate<Tables>(query: Kysely<Tables>, migrationsUrl: URL): Promise<void> {
  const migrations = {
    ...(await fromFolder('platform', PLATFORM_MIGRATIONS)),
    ...(await fromFolder('service', fileURLToPath(migrationsUrl))),
  };
  const migrator = new Migrator({ db: query, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function fromFolder(prefix: string, folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Object.fromEntries(
    files.map((file) => [
      `${prefix}-${file.slice(0, -4)}`,
      {
        up: async (db: Kysely<unknown>) => {
          await sql.raw(await readFile(join(folder, file), 'utf8')).execute(db);
        },
      },
    ]),
  );
}
