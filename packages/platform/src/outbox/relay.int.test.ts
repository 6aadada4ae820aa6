import type { EventEnvelope } from '@haat/contracts/define-event.ts';
import { addThing, openThings, type ThingTables } from '@haat/testing/things.ts';
import { until } from '@haat/testing/until.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import type { EventPublisher } from '../events/event-publisher.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import type { OutboxRow } from './envelope.ts';
import type { OutboxStore } from './outbox-store.ts';
import { createPgOutboxStore } from './pg-outbox-store.ts';
import { createRelay, type Relay } from './relay.ts';

/** A broker that notes what it took, and refuses or is away when told so. */
class NotingBroker implements EventPublisher {
  readonly taken: OutboxRow[] = [];
  refuse: (row: OutboxRow) => boolean = () => false;
  away = false;

  async publish(rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
    if (this.away) throw new Error('the broker is away');
    const failed = rows.filter((row) => this.refuse(row));
    this.taken.push(...rows.filter((row) => !failed.includes(row)));
    return failed;
  }
  names(): string[] {
    return this.taken.map(
      (row) => (JSON.parse(row.envelope) as EventEnvelope<{ name: string }>).payload.name,
    );
  }
}

let database: Database<ThingTables>;
let broker: NotingBroker;
let relays: Relay[];

const storeOf = (brokerForgets = false): OutboxStore =>
  createPgOutboxStore(database.query as never, { brokerForgets });
const relayOf = (store = storeOf()): Relay => {
  const relay = createRelay({
    store,
    publisher: broker,
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics('test'),
  });
  relays.push(relay);
  return relay;
};
const add = (name: string) => database.transaction((unit) => addThing(unit, name));
const outbox = () => database.query.selectFrom('outbox').selectAll().orderBy('id').execute();
const emptied = () => until('the outbox to be empty', async () => (await outbox()).length === 0);
/** The lease of a relay that died has run out. */
const letLeasesLapse = () =>
  database.query
    .updateTable('outbox')
    .set({ claimed_until: sql<Date>`now() - interval '1 second'` })
    .execute();

beforeEach(async () => {
  database = await openThings();
  broker = new NotingBroker();
  relays = [];
});
afterEach(async () => {
  for (const relay of relays) await relay.stop();
  await database.close();
});

describe('events of a transaction', () => {
  it('are published once after its commit, with what they tell', async () => {
    const relay = relayOf();
    database.onEventsCommitted((events) => relay.takeOver(events));
    relay.start();
    const id = await add('lamp');
    await emptied();
    const [row] = broker.taken;
    expect(broker.taken).toHaveLength(1);
    expect(JSON.parse(row?.envelope ?? '')).toEqual({
      id: row?.id,
      type: 'things.happened.v1',
      key: id,
      sequence: 1,
      occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      correlationId: row?.id,
      causationId: null,
      traceparent: null,
      payload: { thingId: id, name: 'lamp' },
    });
  });

  it('are not published, and not even stored, when it is rolled back', async () => {
    await expect(
      database.transaction(async (unit) => {
        await addThing(unit, 'lamp');
        throw new Error('second thoughts');
      }),
    ).rejects.toThrow('second thoughts');
    const relay = relayOf();
    relay.start();
    await relay.stop();
    expect([broker.taken, await outbox()]).toEqual([[], []]);
    expect(await database.query.selectFrom('things').selectAll().execute()).toEqual([]);
  });

  it('arrive also when the transaction that began first commits last', async () => {
    const relay = relayOf();
    relay.start();
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const slow = database.transaction(async (unit) => {
      await addThing(unit, 'first begun');
      began();
      await gate;
    });
    await begun;
    await add('second begun');
    relay.wake();
    await until('the quick one', () => broker.names().includes('second begun'));
    release();
    await slow;
    relay.wake();
    await emptied();
    expect(broker.names()).toEqual(['second begun', 'first begun']);
  });

  it('undo it where they cannot be stored', async () => {
    const heard: unknown[] = [];
    database.onEventsCommitted((events) => heard.push(events));
    await sql`alter table outbox add constraint refusing check (envelope not like '%lamp%')`.execute(
      database.query,
    );
    await expect(add('lamp')).rejects.toThrow('refusing');
    expect(heard).toEqual([]);
    expect(await database.query.selectFrom('things').selectAll().execute()).toEqual([]);
    await add('table');
    expect(heard).toHaveLength(1);
  });

  it('run their afterwork when it has committed and not otherwise', async () => {
    const done: string[] = [];
    await database.transaction(async (unit) => {
      unit.afterCommit(async () => void done.push('committed'));
    });
    await database
      .transaction(async (unit) => {
        unit.afterCommit(async () => void done.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => {});
    expect(done).toEqual(['committed']);
  });

  it('that are too large for the broker undo it', async () => {
    await expect(add('x'.repeat(300_000))).rejects.toThrow('too large to publish');
    expect(await database.query.selectFrom('things').selectAll().execute()).toEqual([]);
  });
});

describe('a relay', () => {
  it('leaves nothing behind and nothing out over many batches, with another one beside it', async () => {
    await database.transaction(async (unit) => {
      for (let index = 0; index < 450; index++) await addThing(unit, `thing ${index}`);
    });
    const [one, two] = [relayOf(), relayOf(storeOf())];
    one.start();
    two.start();
    await emptied();
    expect(broker.taken).toHaveLength(450);
    expect(new Set(broker.names()).size).toBe(450);
  });

  it('keeps what the broker refused and publishes it the next time', async () => {
    await add('good');
    await add('bad');
    broker.refuse = (row) => row.envelope.includes('bad');
    const relay = relayOf();
    relay.start();
    await until('the good one', () => broker.names().includes('good'));
    await relay.stop();
    expect((await outbox()).map((row) => [row.envelope.includes('bad'), row.claimed_until])).toEqual([
      [true, null],
    ]);
    broker.refuse = () => false;
    const next = relayOf();
    next.start();
    await emptied();
    expect(broker.names()).toEqual(['good', 'bad']);
  });

  it('loses nothing while the broker is away', async () => {
    await add('lamp');
    broker.away = true;
    const relay = relayOf();
    relay.start();
    await relay.stop();
    expect(await outbox()).toHaveLength(1);
    broker.away = false;
    await letLeasesLapse();
    relayOf().start();
    await emptied();
    expect(broker.names()).toEqual(['lamp']);
  });

  it('takes over what another one had claimed and died with, after its lease', async () => {
    await add('lamp');
    expect(await storeOf().claim(10)).toHaveLength(1);
    expect(await storeOf().claim(10)).toEqual([]);
    await letLeasesLapse();
    relayOf().start();
    await emptied();
    expect(broker.names()).toEqual(['lamp']);
  });

  it('leaves alone what a living process took over at its commit, until that has died with it', async () => {
    database.onEventsCommitted(() => {});
    await add('lamp');
    expect(await storeOf().claim(10)).toEqual([]);
    await letLeasesLapse();
    relayOf().start();
    await emptied();
    expect(broker.names()).toEqual(['lamp']);
  });

  it('publishes what it took over while the broker was away when it is back', async () => {
    const relay = relayOf();
    database.onEventsCommitted((events) => relay.takeOver(events));
    relay.start();
    broker.away = true;
    await add('lamp');
    await until('the events to be free', async () =>
      (await outbox()).every((row) => row.claimed_until === null),
    );
    broker.away = false;
    await emptied();
    expect(broker.names()).toEqual(['lamp']);
  });

  it('publishes again what it had published and died before marking', async () => {
    await add('lamp');
    await broker.publish(await storeOf().claim(10));
    await letLeasesLapse();
    relayOf().start();
    await emptied();
    expect(new Set(broker.taken.map((row) => row.id)).size).toBe(1);
    expect(broker.names()).toEqual(['lamp', 'lamp']);
  });
});

describe('with a broker that forgets', () => {
  const publishAll = async () => {
    const relay = relayOf(storeOf(true));
    relay.start();
    await until('everything to be published', async () =>
      (await outbox()).every((row) => row.published_at !== null),
    );
    await relay.stop();
  };

  it('keeps an event until it is confirmed, and publishes it again after a restart', async () => {
    await add('lamp');
    await publishAll();
    await storeOf(true).republishUnconfirmed();
    await publishAll();
    expect(broker.names()).toEqual(['lamp', 'lamp']);
    expect(new Set(broker.taken.map((row) => row.id)).size).toBe(1);
  });

  it('confirms what was published before the moment, and no more', async () => {
    await add('early');
    await publishAll();
    const { now } =
      (await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database.query)).rows[0] ?? {};
    await add('late');
    await publishAll();
    await storeOf(true).confirmPublishedBefore(now ?? new Date(0));
    await storeOf(true).republishUnconfirmed();
    await publishAll();
    expect(broker.names()).toEqual(['early', 'late', 'late']);
  });

  it('does not confirm what is not published yet', async () => {
    await add('lamp');
    await storeOf(true).confirmPublishedBefore(new Date(Date.now() + 60_000));
    expect(await outbox()).toHaveLength(1);
  });
});
