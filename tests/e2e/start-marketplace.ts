import { readFileSync } from 'node:fs';
import { importCsv, logIn } from '../support/api.ts';
import {
  freePort,
  newDataDir,
  removeDataDir,
  startStandaloneProcess,
} from '../support/standalone-process.ts';

const FIXTURE = new URL('../../packages/testing/fixtures/amazon-faulty.csv', import.meta.url);

/** One marketplace for all walks: the demo catalogue, and an import of real life's kinds of rows. */
export default async function startMarketplace(): Promise<() => Promise<void>> {
  const dataDir = newDataDir();
  const haat = await startStandaloneProcess({ dataDir, port: await freePort() });
  process.env.HAAT_E2E_URL = haat.url;
  const admin = await logIn(haat.url, 'admin@haat.example', 'admin');
  await importCsv(haat.url, admin.accessToken, readFileSync(FIXTURE, 'utf8'));
  return async () => {
    await haat.stop();
    removeDataDir(dataDir);
  };
}
