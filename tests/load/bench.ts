// npm run bench [-- --sizes 1000,10000 --seconds 10 --connections 10,50 --write]: measures Haat as `npm start` runs it.
// npm run bench -- --storm [--seconds 10 --write]: what a storm of log-ins does to those who only look.

import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { ProductDetail } from '@haat/contracts/http/catalog.ts';
import type { SearchResult } from '@haat/contracts/http/search.ts';
import { importCsv, logIn, request } from '../support/api.ts';
import { databaseUrl, queryDatabase } from '../support/databases.ts';
import {
  freePort,
  newDataDir,
  removeDataDir,
  startStandaloneProcess,
  until,
} from '../support/standalone-process.ts';
import { catalogueCsv, TERMS } from './catalogue.ts';
import { calibrate, memoryOf, placeOnCores } from './machine.ts';
import { measureFlow, measureRequests } from './measure.ts';
import { type Catalogue, CHECKOUT, flowOperations, readOperations } from './operations.ts';
import { type Measurement, type Report, toMarkdown } from './report.ts';
import { measureStorm, STORM_TITLE, sectionOf, stormToMarkdown, withSection } from './storm.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '10,50' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    storm: { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const connections = values.connections.split(',').map(Number);
const seconds = Number(values.seconds);
const wanted = (name: string) => !values.only || name.includes(values.only);

const dataDir = newDataDir();
const port = await freePort();
const environment = {
  HAAT_SEED: 'accounts',
  // The generator is one address: what is measured is what comes past the gateway's limit, from many.
  ...(values.storm ? { RATE_LIMIT_CREDENTIALS: '1000000' } : {}),
};
/** Sections of the page that another measurement or a person wrote. */
const KEPT = [STORM_TITLE, '## Other hours'];
const PAGE = new URL('../../docs/performance.md', import.meta.url);
let haat = await startStandaloneProcess({ dataDir, port, environment });
const firstStartMs = haat.startMs;
try {
  if (values.storm) await storm();
  else await figures();
} finally {
  await haat.stop();
  removeDataDir(dataDir);
}

async function storm(): Promise<void> {
  await load(haat.url, 0, 1_000);
  const measured = await measureStorm(haat.url, await readCatalogue(haat.url), seconds);
  const section = stormToMarkdown(measured, new Date());
  console.log(`\n${section}`);
  if (values.write) await writeFile(PAGE, withSection(await readFile(PAGE, 'utf8'), section));
}

async function figures(): Promise<void> {
  await haat.stop();
  haat = await startStandaloneProcess({ dataDir, port, environment });
  const { url, pid } = haat;
  await queryDatabase(dataDir, 'order', 'create extension if not exists pg_stat_statements');
  console.log('The machine itself …');
  const machine = await calibrate(databaseUrl(dataDir, 'order'));
  const idle = await until('an idle process', () => memoryOf(pid));
  const measurements: Measurement[] = [];
  const loads: Report['loads'][number][] = [];
  let loaded = 0;
  for (const size of sizes) {
    console.log(`Loading ${size - loaded} products …`);
    loads.push({ products: size - loaded, seconds: await load(url, loaded, size) });
    loaded = size;
    const catalogue = await readCatalogue(url);
    for (const [name, requests] of Object.entries(readOperations(catalogue))) {
      if (!wanted(name)) continue;
      await measureRequests(url, requests(), 10, Math.min(seconds, 3));
      const statements = await countStatements(async () => {
        for (const { path } of requests().slice(0, 20)) await request(url + path);
        return 20;
      });
      for (const count of connections) {
        const figures = await measureRequests(url, requests(), count, seconds);
        measurements.push(note({ name, size, connections: count, figures, statements }));
      }
    }
    for (const [name, flow] of Object.entries(flowOperations(url, catalogue))) {
      if (!wanted(name)) continue;
      // A checkout runs through most of the code: it takes thousands of them until the compiler has been everywhere.
      await measureFlow(flow, 10, name === CHECKOUT ? 2 * seconds : Math.min(seconds, 5));
      const statements = await countStatements(async () => {
        for (let index = 0; index < 10; index++) await flow(index);
        return 10;
      });
      for (const count of connections) {
        const figures = await measureFlow(flow, count, seconds);
        measurements.push(note({ name, size, connections: count, figures, statements }));
        const undo = name === CHECKOUT ? placeOnCores(pid) : undefined;
        if (!undo) continue;
        const placed = await measureFlow(flow, count, seconds);
        undo();
        measurements.push(
          note({ name: `${name}; placed`, size, connections: count, figures: placed, statements }),
        );
      }
    }
  }
  const report: Report = {
    at: new Date(),
    machine,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    firstStartMs,
    startMs: haat.startMs,
    idle,
    afterLoad: memoryOf(pid),
    loads,
    measurements,
  };
  const markdown = toMarkdown(report);
  console.log(`\n${markdown}`);
  if (values.write) {
    const before = await readFile(PAGE, 'utf8');
    const kept = KEPT.map((title) => sectionOf(before, title)).filter((section) => section !== '');
    await writeFile(PAGE, kept.reduce(withSection, markdown));
    console.log('Written to docs/performance.md');
  }
}

function note(measurement: Measurement): Measurement {
  const { name, size, connections: count, figures } = measurement;
  console.log(
    `${String(size).padStart(6)} ${name.padEnd(32)} c=${String(count).padEnd(3)} ${String(figures.perSecond).padStart(8)}/s  p50 ${figures.p50}  p95 ${figures.p95}  p99 ${figures.p99}  errors ${figures.errors} ${figures.firstError ?? ''}`,
  );
  return measurement;
}

/** @returns seconds until the products can be searched and bought */
async function load(url: string, from: number, to: number): Promise<number> {
  const started = performance.now();
  const { accessToken } = await logIn(url, 'admin@haat.example', 'admin');
  await importCsv(url, accessToken, catalogueCsv(from, to), 'pixel-and-co');
  await until('the products in search', async () => {
    const { body } = await request<SearchResult>(
      `${url}/v1/search?limit=1&facets=false&priceMax=${(900_000_000 + performance.now()) | 0}`,
    );
    return body.total >= to || undefined;
  });
  await until('the stock', async () => {
    const [row] = await queryDatabase<{ n: number }>(
      dataDir,
      'inventory',
      'select count(*)::int as n from stock',
    );
    return row && row.n >= to * 2 ? true : undefined;
  });
  return (performance.now() - started) / 1000;
}

async function readCatalogue(url: string): Promise<Catalogue> {
  const slugs: string[] = [];
  for (const term of TERMS) {
    const { body } = await request<SearchResult>(`${url}/v1/search?q=${term}&limit=60&facets=false`);
    slugs.push(...body.items.map((card) => card.slug));
  }
  const products = await Promise.all(
    slugs
      .slice(0, 200)
      .map(async (slug) => (await request<ProductDetail>(`${url}/v1/products/${slug}`)).body),
  );
  return { slugs, offerIds: products.flatMap((product) => product.offers.map((offer) => offer.id)) };
}

/** SQL statements that PostgreSQL ran, per operation; the background's own share is measured and taken off. */
async function countStatements(operation: () => Promise<number>): Promise<number> {
  const total = async () => {
    const [row] = await queryDatabase<{ calls: number }>(
      dataDir,
      'order',
      `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where query !~ 'pg_stat_statements'`,
    );
    return row?.calls ?? 0;
  };
  const before = await total();
  const started = performance.now();
  const count = await operation();
  const after = await total();
  const lasted = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, lasted));
  const background = (await total()) - after;
  return Math.max(0, Math.round((after - before - background) / count));
}
