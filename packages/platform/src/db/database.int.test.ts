import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { addThing, openThings, ThingHappened, type ThingTables } from '@haat/testing/things.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, Overtaken } from './database.ts';

let database: Database<ThingTables>;
let way: Server;
/** How often something left for the server. */
let flights: number;

beforeEach(async () => {
  database = await openThings(async (address) => {
    const url = new URL(address);
    const sockets = url.searchParams.get('host');
    way = createServer((here) => {
      const there = sockets
        ? connect(`${sockets}/.s.PGSQL.${url.port}`)
        : connect(Number(url.port), url.hostname);
      here.on('data', () => flights++);
      here.pipe(there).pipe(here);
      for (const end of [here, there]) end.on('error', () => {});
    }).listen(0, '127.0.0.1');
    await once(way, 'listening');
    const { port } = way.address() as AddressInfo;
    return `postgres://${url.username}:${url.password}@127.0.0.1:${port}${url.pathname}`;
  });
  flights = 0;
});
afterEach(async () => {
  await database.close();
  way.close();
});

const insert = (query: Database<ThingTables>['query'], name: string) =>
  query.insertInto('things').values({ id: randomUUID(), name }).execute();
const rename = (query: Database<ThingTables>['query'], from: string, to: string) =>
  query.updateTable('things').set({ name: to }).where('name', '=', from).execute();
const names = async () =>
  (await database.query.selectFrom('things').select('name').execute()).map(({ name }) => name);
const outbox = () => database.query.selectFrom('outbox').select('id').execute();
const broken = (query: Database<ThingTables>['query'], what: string) =>
  sql`select * from ${sql.table(what)}`.execute(query);

describe('a transaction', () => {
  it('takes one flight where nothing is waited for, whatever is in it', async () => {
    await database.transaction((unit) => addThing(unit, 'lamp'));
    flights = 0;
    await database.transaction(async (unit) => {
      unit.send(rename(unit.query, 'lamp', 'desk'));
      unit.send(rename(unit.query, 'desk', 'rug'));
      unit.send(insert(unit.query, 'bulb'));
      unit.emit(ThingHappened, { thingId: '1', name: 'bulb' }, 1);
    });
    expect(flights).toBe(1);
    expect((await names()).sort()).toEqual(['bulb', 'rug']);
    expect(await outbox()).toHaveLength(2);
  });

  it('answers together what was begun together, in that order', async () => {
    await database.transaction((unit) => addThing(unit, 'lamp'));
    flights = 0;
    const seen = await database.transaction(async (unit) => {
      const find = (name: string) =>
        unit.query.selectFrom('things').select('name').where('name', '=', name).execute();
      const [before, , after] = await Promise.all([
        find('lamp'),
        rename(unit.query, 'lamp', 'desk'),
        find('desk'),
      ]);
      return [before, after];
    });
    expect(flights).toBe(2);
    expect(seen).toEqual([[{ name: 'lamp' }], [{ name: 'desk' }]]);
  });

  it('fails with the error of what was sent, and leaves nothing', async () => {
    const work = database.transaction(async (unit) => {
      unit.send(insert(unit.query, 'lamp'));
      unit.send(broken(unit.query, 'no_such_table'));
      unit.send(broken(unit.query, 'another'));
      await addThing(unit, 'desk');
    });
    await expect(work).rejects.toThrow('"no_such_table" does not exist');
    expect([await names(), await outbox()]).toEqual([[], []]);
    await database.transaction((unit) => addThing(unit, 'the connection is as good as before'));
    expect(await names()).toHaveLength(1);
  });

  it('fails with the error of what was waited for, not with what that made of what was sent behind it', async () => {
    const work = database.transaction(async (unit) => {
      const waited = broken(unit.query, 'no_such_table');
      unit.send(insert(unit.query, 'lamp'));
      await waited;
    });
    await expect(work).rejects.toThrow('"no_such_table" does not exist');
    expect([await names(), await outbox()]).toEqual([[], []]);
  });

  it('leaves nothing where the last that was sent is refused', async () => {
    const work = database.transaction(async (unit) => {
      unit.send(insert(unit.query, 'lamp'));
      unit.send(broken(unit.query, 'no_such_table'));
    });
    await expect(work).rejects.toThrow('"no_such_table" does not exist');
    expect(await names()).toEqual([]);
  });

  it('leaves nothing where a value of what was sent cannot be written down, and so never leaves', async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const work = database.transaction(async (unit) => {
      unit.send(insert(unit.query, 'lamp'));
      unit.send(sql`select ${circular}::jsonb`.execute(unit.query));
    });
    await expect(work).rejects.toThrow('circular');
    expect(await names()).toEqual([]);
    await database.transaction((unit) => addThing(unit, 'the connection is as good as before'));
    expect(await names()).toHaveLength(1);
  });

  it('leaves nothing of what was sent where its work fails', async () => {
    const work = database.transaction(async (unit) => {
      unit.send(insert(unit.query, 'lamp'));
      throw new Error('second thoughts');
    });
    await expect(work).rejects.toThrow('second thoughts');
    expect([await names(), await outbox()]).toEqual([[], []]);
  });

  it('that was overtaken records no event and tells of none, without a statement that fails', async () => {
    const told: string[] = [];
    database.onEventsCommitted((events) => told.push(...events.map(({ type }) => type)));
    const renameTo = (name: string) =>
      database.transaction(async (unit) => {
        unit.send(rename(unit.query, 'lamp', name));
        unit.emitOnlyIf(sql`exists (select from things where name = ${name})`);
        unit.emit(ThingHappened, { thingId: '1', name }, 2);
        unit.afterCommit(async () => void told.push(name));
      });
    await insert(database.query, 'lamp');
    flights = 0;
    await renameTo('desk');
    expect(flights).toBe(1);
    const before = await outbox();
    await expect(renameTo('rug')).rejects.toBeInstanceOf(Overtaken);
    expect([await names(), await outbox()]).toEqual([['desk'], before]);
    expect([before.length, told]).toEqual([1, [ThingHappened.type, 'desk']]);
  });

  it('is over when it is over', async () => {
    const late = await database.transaction(async (unit) => {
      await addThing(unit, 'lamp');
      return () => rename(unit.query, 'lamp', 'desk');
    });
    await expect(late()).rejects.toThrow('already committed');
    expect(await names()).toEqual(['lamp']);
  });
});
