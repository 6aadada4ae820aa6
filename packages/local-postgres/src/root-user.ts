import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { binariesIn, type PostgresBinaries } from './binaries.ts';

const run = promisify(execFile);

/** Whom the server runs as, and where: PostgreSQL refuses to run as root. */
export interface Placement {
  readonly identity: { readonly uid: number; readonly gid: number } | undefined;
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
}

/** Folder for the server of a root whose own files nobody else may reach, e.g. under /root. */
const ROOT_HOME = '/var/lib/haat-postgres';

/**
 * For an ordinary user: everything stays where it is. For root: the system user `postgres` is used (and made where
 * there is none); what that user cannot reach is kept under {@link ROOT_HOME} in its place.
 */
export async function place(dataDir: string, binaries: PostgresBinaries): Promise<Placement> {
  if (process.getuid?.() !== 0) return { identity: undefined, dataDir, binaries };
  const identity = await postgresUser();
  const home = (await isReachable(binaries.home)) ? binaries : await copyBinaries(binaries);
  const place = (await isReachable(dirname(dataDir))) ? dataDir : await placeElsewhere(dataDir);
  await mkdir(place, { recursive: true });
  await chown(place, identity.uid, identity.gid);
  return { identity, dataDir: place, binaries: home };
}

/** A file in the data directory's place says where the data is: without it, there is none. */
async function placeElsewhere(dataDir: string): Promise<string> {
  const note = `${dataDir}.location`;
  const noted = await readFile(note, 'utf8').catch(() => undefined);
  if (noted) return noted.trim();
  const place = join(ROOT_HOME, randomUUID());
  await writeFile(note, `${place}\n`);
  return place;
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    await run('groupadd', ['--system', 'postgres']).catch(() => undefined);
    await run('useradd', ['--system', '-g', 'postgres', '--no-create-home', 'postgres']).catch(
      (error: unknown) => {
        throw new Error(
          'PostgreSQL cannot run as root, and no user for it could be made. Start Haat as another user.',
          {
            cause: error,
          },
        );
      },
    );
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  }
}

/** Whether everybody may pass through every folder above and into it. */
async function isReachable(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found && (found.mode & constants.S_IXOTH) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function copyBinaries({ home }: PostgresBinaries): Promise<PostgresBinaries> {
  const version = createHash('sha256').update(home).digest('hex').slice(0, 8);
  const target = join(ROOT_HOME, `server-${version}`);
  const present = await access(join(target, 'complete')).then(
    () => true,
    () => false,
  );
  if (!present) {
    await cp(home, target, { recursive: true, force: true, verbatimSymlinks: true });
    await chmod(ROOT_HOME, 0o755);
    await mkdir(join(target, 'complete'), { recursive: true });
  }
  return binariesIn(target);
}
