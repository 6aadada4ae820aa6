// Prints how fast the development server answers; run with `node packages/embedded-mongo/bench/point-reads.ts`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../src/embedded-mongo.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'embedded-mongo-bench-'));
const server = await startEmbeddedMongo({ dataDir });
const client = await new MongoClient(server.url).connect();
const items = client.db('bench').collection<{ _id: string; text: string; n: number }>('items');
const documents = Array.from({ length: 10_000 }, (_, n) => ({ _id: `id-${n}`, n, text: 'x'.repeat(1_000) }));
const time = async (label: string, count: number, work: () => Promise<unknown>) => {
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${label}: ${Math.round(count / seconds)}/s`);
};
await time('insertMany, 1,000 a call', 10_000, async () => {
  for (let at = 0; at < 10_000; at += 1_000) await items.insertMany(documents.slice(at, at + 1_000));
});
await time('findOne by _id, 10 at once', 20_000, () =>
  Promise.all(
    Array.from({ length: 10 }, async (_, lane) => {
      for (let n = 0; n < 2_000; n++) await items.findOne({ _id: `id-${(n * 7 + lane) % 10_000}` });
    }),
  ),
);
await time('updateOne, one at a time', 2_000, async () => {
  for (let n = 0; n < 2_000; n++) await items.updateOne({ _id: `id-${n}` }, { $inc: { n: 1 } });
});
await client.close();
await server.close();
rmSync(dataDir, { recursive: true });
