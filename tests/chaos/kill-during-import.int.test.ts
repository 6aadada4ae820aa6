import type { ImportJob } from '@haat/contracts/http/import.ts';
import type { SearchResult } from '@haat/contracts/http/search.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { logIn, request } from '../support/api.ts';
import { queryDatabase } from '../support/databases.ts';
import {
  freePort,
  newDataDir,
  removeDataDir,
  type StandaloneProcess,
  startStandaloneProcess,
  until,
} from '../support/standalone-process.ts';

const ROWS = 3_000;
/** Every tenth row names a range of prices, every tenth no category. */
const GOOD = (ROWS * 8) / 10;

describe('SIGKILL in the middle of an import', () => {
  const dataDir = newDataDir();
  let haat: StandaloneProcess | undefined;
  afterAll(async () => {
    await haat?.stop();
    removeDataDir(dataDir);
  });

  it('leaves a sum that holds: the same file again ends with every row listed once or rejected', {
    timeout: 240_000,
  }, async () => {
    const port = await freePort();
    const start = () => startStandaloneProcess({ dataDir, port, environment: { HAAT_SEED: 'accounts' } });
    haat = await start();
    const { url } = haat;
    const upload = async () => {
      const { accessToken: token } = await logIn(url, 'admin@haat.example', 'admin');
      const path = `${url}/v1/admin/imports?fileName=many.csv&seller=little-comet`;
      return { token, answer: await request<ImportJob>(path, { token, csv: file() }) };
    };
    const { token, answer } = await upload();
    expect(answer.status).toBe(202);
    await until('a part of the rows to be listed', async () => {
      const { body } = await request<ImportJob>(`${url}/v1/admin/imports/${answer.body.id}`, { token });
      expect(body.listed + body.rejected + body.pending).toBe(ROWS);
      return body.listed > 200 || undefined;
    });
    await haat.kill();

    haat = await start();
    const again = await upload();
    expect(again.answer.body.id).toBe(answer.body.id);
    const done = await until('the end of the import', async () => {
      const path = `${url}/v1/admin/imports/${answer.body.id}`;
      const { body } = await request<ImportJob>(path, { token: again.token });
      expect(body.listed + body.rejected + body.pending).toBe(ROWS);
      return body.status === 'completed' ? body : undefined;
    });
    expect(done).toMatchObject({ rows: ROWS, listed: GOOD, rejected: ROWS - GOOD, pending: 0 });

    // Found once each, in stock once each: nothing was listed twice on the way.
    let probe = 1_000_000_000;
    await until('every product in search', async () => {
      const path = `${url}/v1/search?limit=1&facets=false&priceMax=${probe++}`;
      return (await request<SearchResult>(path)).body.total === GOOD || undefined;
    });
    const stock = await until('the stock of every offer', async () => {
      const rows = await queryDatabase<{ offers: number; units: number }>(
        dataDir,
        'inventory',
        'select count(*)::int as offers, sum(initial)::int as units from stock',
      );
      return rows[0]?.offers === GOOD ? rows : undefined;
    });
    expect(stock).toEqual([{ offers: GOOD, units: GOOD * 7 }]);
  });
});

function file(): string {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const price = index % 10 === 0 ? '$1.00 - $2.00' : `${1 + (index % 90)}.50`;
    const category = index % 10 === 1 ? '' : 'Toys & Games > Marbles';
    return `R${index},Marble number ${index},${category},${price},7`;
  });
  return ['id,title,category,price,stock', ...rows].join('\n');
}
