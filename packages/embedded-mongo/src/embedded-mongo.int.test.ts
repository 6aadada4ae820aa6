import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, Long, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MongoServerHandle, startEmbeddedMongo } from './embedded-mongo.ts';

interface Item {
  _id: string;
  [field: string]: unknown;
}

let dataDir: string;
let server: MongoServerHandle;
let client: MongoClient;
let db: Db;

const connect = async () => {
  server = await startEmbeddedMongo({ dataDir });
  client = await new MongoClient(server.url).connect();
  db = client.db('shop');
};
const disconnect = async () => {
  await client.close();
  await server.close();
};

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
  await connect();
});
afterAll(async () => {
  await disconnect();
  rmSync(dataDir, { recursive: true });
});
beforeEach(async () => {
  await db.dropDatabase();
});

const items = () => db.collection<Item>('items');
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code?: number }) => error.code,
  );

describe('writes', () => {
  it('keeps documents over a restart, with their types', async () => {
    const document = {
      _id: new ObjectId(),
      text: 'naïve ✓',
      at: new Date('2026-01-02T03:04:05.678Z'),
      big: Long.fromString('9007199254740993'),
      none: null,
      list: [1, 2.5, { deep: true }],
    };
    await db.collection('kept').insertOne(document);
    await disconnect();
    await connect();
    expect(await db.collection('kept').findOne({ _id: document._id })).toEqual(document);
  });

  it('refuses a second document with one _id by E11000 and keeps the first', async () => {
    await items().insertOne({ _id: 'a', n: 1 });
    expect(await codeOf(items().insertOne({ _id: 'a', n: 2 }))).toBe(11000);
    expect(await items().findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
  });

  it('stops an ordered insert at the first fault and goes on in an unordered one', async () => {
    const batch = [{ _id: 'a' }, { _id: 'a' }, { _id: 'b' }];
    expect(await codeOf(items().insertMany(batch))).toBe(11000);
    expect(await items().countDocuments()).toBe(1);
    await items().deleteMany({});
    expect(await codeOf(items().insertMany(batch, { ordered: false }))).toBe(11000);
    expect((await items().distinct('_id')).sort()).toEqual(['a', 'b']);
  });

  it('applies update operators and counts what changed', async () => {
    await items().insertOne({ _id: 'a', n: 1, list: [{ id: 1 }, { id: 2 }], gone: true });
    const change = {
      $set: { 'x.y': 'set' },
      $inc: { n: 2 },
      $unset: { gone: '' },
      $push: { list: { $each: [{ id: 3 }] } },
    };
    const result = await items().updateOne({ _id: 'a' }, change as never);
    expect([result.matchedCount, result.modifiedCount]).toEqual([1, 1]);
    expect(await items().findOne()).toEqual({
      _id: 'a',
      n: 3,
      list: [{ id: 1 }, { id: 2 }, { id: 3 }],
      x: { y: 'set' },
    });
    const nothing = await items().updateOne({ _id: 'a' }, { $set: { n: 3 } });
    expect([nothing.matchedCount, nothing.modifiedCount]).toEqual([1, 0]);
    await items().updateOne({ _id: 'a', 'list.id': 2 }, { $set: { 'list.$.seen': true } });
    await items().updateOne({ _id: 'a' }, { $pull: { list: { id: 1 } } } as never);
    expect((await items().findOne())?.list).toEqual([{ id: 2, seen: true }, { id: 3 }]);
  });

  it('does not change an _id', async () => {
    await items().insertOne({ _id: 'a' });
    expect(await codeOf(items().updateOne({ _id: 'a' }, { $set: { _id: 'b' } }))).toBe(66);
  });

  it('upserts with the values of the filter and $setOnInsert, once', async () => {
    const upsert = () =>
      items().updateOne(
        { _id: 'a', kind: 'k' },
        { $set: { n: 1 }, $setOnInsert: { first: true } },
        { upsert: true },
      );
    expect((await upsert()).upsertedId).toBe('a');
    expect((await upsert()).upsertedCount).toBe(0);
    expect(await items().find().toArray()).toEqual([{ _id: 'a', kind: 'k', n: 1, first: true }]);
  });

  it('finds and modifies in one step', async () => {
    await items().insertMany([
      { _id: 'a', n: 2 },
      { _id: 'b', n: 1 },
    ]);
    const options = { sort: { n: 1 }, returnDocument: 'after' } as const;
    const change = { $set: { taken: true } };
    expect(await items().findOneAndUpdate({}, change, options)).toEqual({
      _id: 'b',
      n: 1,
      taken: true,
    });
    expect(await items().findOneAndDelete({ _id: 'b' })).toEqual({ _id: 'b', n: 1, taken: true });
    expect(await items().countDocuments()).toBe(1);
  });

  it('runs a bulk of mixed writes', async () => {
    const result = await items().bulkWrite([
      { insertOne: { document: { _id: 'a', n: 1 } } },
      { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } } as never } },
      { replaceOne: { filter: { _id: 'b' }, replacement: { n: 9 } as never, upsert: true } },
      { deleteOne: { filter: { _id: 'a', n: 2 } } },
    ]);
    expect([result.insertedCount, result.modifiedCount, result.upsertedCount, result.deletedCount]).toEqual([
      1, 1, 1, 1,
    ]);
    expect(await items().find().toArray()).toEqual([{ _id: 'b', n: 9 }]);
  });
});

describe('reads', () => {
  beforeEach(async () => {
    await items().insertMany(
      Array.from({ length: 250 }, (_, index) => ({
        _id: String(index).padStart(3, '0'),
        n: index,
        tag: `t${index % 5}`,
      })),
    );
  });

  it('sorts, skips, limits and projects', async () => {
    const found = await items()
      .find({ n: { $gte: 10 } }, { projection: { n: 1, _id: 0 } })
      .sort({ n: -1 })
      .skip(2)
      .limit(3)
      .toArray();
    expect(found).toEqual([{ n: 247 }, { n: 246 }, { n: 245 }]);
  });

  it('hands out every document over several batches', async () => {
    const seen: string[] = [];
    for await (const document of items().find().batchSize(40)) seen.push(document._id);
    expect(new Set(seen).size).toBe(250);
    expect(seen.length).toBe(250);
  });

  it('aggregates', async () => {
    const groups = await items()
      .aggregate([
        { $match: { n: { $lt: 100 } } },
        { $group: { _id: '$tag', sum: { $sum: '$n' } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(groups[0]).toEqual({ _id: 't0', sum: 950 });
    expect(groups.length).toBe(5);
  });

  it('counts and lists distinct values', async () => {
    expect(await items().countDocuments({ tag: 't1' })).toBe(50);
    expect((await items().distinct('tag')).sort()).toEqual(['t0', 't1', 't2', 't3', 't4']);
  });
});

describe('indexes', () => {
  it('guards a unique index on insert, update and creation', async () => {
    await items().createIndex({ seller: 1, sku: 1 }, { unique: true });
    await items().insertMany([
      { _id: 'a', seller: 's', sku: '1' },
      { _id: 'b', seller: 's', sku: '2' },
    ]);
    expect(await codeOf(items().insertOne({ _id: 'c', seller: 's', sku: '1' }))).toBe(11000);
    expect(await codeOf(items().updateOne({ _id: 'b' }, { $set: { sku: '1' } }))).toBe(11000);
    expect(await items().findOne({ _id: 'b' })).toEqual({ _id: 'b', seller: 's', sku: '2' });
    await items().insertOne({ _id: 'd', seller: 's', sku: '3', same: 1 });
    await items().updateMany({}, { $set: { same: 1 } });
    expect(await codeOf(items().createIndex({ same: 1 }, { unique: true }))).toBe(11000);
  });

  it('says whether a query is answered by an index', async () => {
    await items().createIndex({ tag: 1 });
    await items().insertOne({ _id: 'a', tag: 't' });
    const plan = async (filter: object) => {
      const explained = await items().find(filter).explain();
      return JSON.stringify(explained.queryPlanner.winningPlan);
    };
    expect(await plan({ tag: 't' })).toContain('IXSCAN');
    expect(await plan({ _id: 'a' })).toContain('IXSCAN');
    expect(await plan({ other: 1 })).toContain('COLLSCAN');
  });

  it('finds by elements of an array, and through $in, as a scan would', async () => {
    await items().insertMany([
      { _id: 'a', tags: ['x', 'y'] },
      { _id: 'b', tags: ['y'] },
      { _id: 'c', tags: 'x' },
      { _id: 'd' },
    ]);
    const answers = async () => [
      (await items().distinct('_id', { tags: 'x' })).sort(),
      (await items().distinct('_id', { tags: { $in: ['x', 'y'] } })).sort(),
      (await items().distinct('_id', { tags: null } as never)).sort(),
    ];
    const scanned = await answers();
    await items().createIndex({ tags: 1 });
    expect(await answers()).toEqual(scanned);
    expect(scanned).toEqual([['a', 'c'], ['a', 'b', 'c'], ['d']]);
  });
});

describe('what is not supported', () => {
  it('answers with an error and never with a wrong result', async () => {
    await items().insertOne({ _id: 'a' });
    expect(
      await codeOf(
        items()
          .find({ $where: 'true' } as never)
          .toArray(),
      ),
    ).toBe(2);
    expect(
      await codeOf(
        items()
          .find({ n: { $nope: 1 } } as never)
          .toArray(),
      ),
    ).toBe(2);
    expect(await codeOf(db.command({ fly: 1 }))).toBe(59);
    expect(
      await codeOf(
        items()
          .find({}, { collation: { locale: 'de' } })
          .toArray(),
      ),
    ).toBe(40415);
    expect(
      await codeOf(
        items()
          .aggregate([{ $out: 'x' }])
          .toArray(),
      ),
    ).toBe(238);
  });
});
