import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../apps/standalone/src/config.ts';
import { startStandalone } from '../apps/standalone/src/standalone.ts';

/** Asks a Haat of its own, started empty on a free port, for the document that it serves. */
export async function openApiDocument(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'haat-docs-'));
  // Where this runs as root, the database server runs as somebody else.
  chmodSync(dataDir, 0o755);
  const environment = { HAAT_DATA_DIR: dataDir, HAAT_SEED: 'none', PORT: '0', LOG_LEVEL: 'error' };
  try {
    const haat = await startStandalone(readConfig(environment), environment, () => {});
    try {
      const answer = await fetch(`${haat.url}/openapi.json`);
      if (!answer.ok) throw new Error(`The gateway answered ${answer.status} to /openapi.json`);
      return `${JSON.stringify(await answer.json(), null, 2)}\n`;
    } finally {
      await haat.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
