import { readFileSync } from 'node:fs';
import { startTestProvider, type TestProvider } from '../../packages/testing/src/test-provider.ts';
import { importCsv, logIn } from '../support/api.ts';
import {
  freePort,
  newDataDir,
  removeDataDir,
  startStandaloneProcess,
} from '../support/standalone-process.ts';
import { PROVIDER_USERS } from './provider-users.ts';

const FIXTURE = new URL('../../packages/testing/fixtures/amazon-faulty.csv', import.meta.url);

/**
 * One marketplace for all walks: the demo catalogue, and an import of real life's kinds of rows. Beside it an OpenID
 * provider.
 */
export default async function startMarketplace(): Promise<() => Promise<void>> {
  const dataDir = newDataDir();
  const port = await freePort();
  const provider = await startProvider(`http://localhost:${port}`);
  const environment = { OIDC_PROVIDERS: JSON.stringify([provider.config]) };
  const haat = await startStandaloneProcess({ dataDir, port, environment });
  process.env.HAAT_E2E_URL = haat.url;
  const admin = await logIn(haat.url, 'admin@haat.example', 'admin');
  await importCsv(haat.url, admin.accessToken, readFileSync(FIXTURE, 'utf8'));
  return async () => {
    await haat.stop();
    await provider.close();
    removeDataDir(dataDir);
  };
}

async function startProvider(publicUrl: string): Promise<TestProvider> {
  const provider = await startTestProvider({
    id: 'company',
    name: 'Company',
    returnUrls: [`${publicUrl}/login/return/company`],
  });
  for (const user of Object.values(PROVIDER_USERS)) provider.addUser(user);
  return provider;
}
