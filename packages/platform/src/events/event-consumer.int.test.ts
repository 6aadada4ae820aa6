import { randomUUID } from 'node:crypto';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { EventEnvelope } from '@haat/contracts/define-event.ts';
import { testEnvironment, uniquePrefix } from '@haat/testing/test-environment.ts';
import { testStores } from '@haat/testing/test-stores.ts';
import { openThings, ThingHappened, type ThingTables } from '@haat/testing/things.ts';
import { until } from '@haat/testing/until.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, UnitOfWork } from '../db/database.ts';
import { defineError } from '../errors/domain-error.ts';
import { createPgInbox } from '../inbox/inbox.ts';
import { type OutboxRow, toEnvelope } from '../outbox/envelope.ts';
import { currentContext } from '../telemetry/context.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { createBrokerClients } from './broker.ts';
import { createEventConsumer, type EventConsumer } from './event-consumer.ts';
import { onEvent } from './event-handler.ts';
import { createSnsPublisher } from './event-publisher.ts';
import {
  deadLetterQueueName,
  type EventInterface,
  findQueueUrl,
  findTopicArn,
  provision,
  queueDepth,
  queueName,
} from './topology.ts';

type Event = EventEnvelope<{ thingId: string; name: string }>;
type Unit = UnitOfWork<ThingTables>;
const Refused = defineError('things.refused', 409, 'Not this one.');

let database: Database<ThingTables>;
let clients: ReturnType<typeof createBrokerClients>;
let prefix: string;
let queueUrl: string;
let deadLetterQueueUrl: string;
let metrics: Metrics;
let consumers: EventConsumer[];

beforeEach(async () => {
  await testEnvironment({ service: 'catalog' });
  database = await openThings();
  prefix = uniquePrefix();
  clients = createBrokerClients({ endpoint: testStores().brokerUrl, region: 'us-east-1' });
  const events: EventInterface = { service: 'shelf', publishes: [], consumes: [ThingHappened] };
  await provision(clients, prefix, events);
  // Again, as every instance does at its start.
  await provision(clients, prefix, events);
  queueUrl = await findQueueUrl(clients.sqs, queueName(prefix, 'shelf'));
  deadLetterQueueUrl = await findQueueUrl(clients.sqs, deadLetterQueueName(prefix, 'shelf'));
  metrics = createMetrics('test');
  consumers = [];
});
afterEach(async () => {
  for (const consumer of consumers) await consumer.stop();
  clients.sns.destroy();
  clients.sqs.destroy();
  await database.close();
});

const store = async (unit: Unit, { payload }: Event) => {
  await unit.query.insertInto('things').values({ id: randomUUID(), name: payload.name }).execute();
};
const consume = (handle: (unit: Unit, event: Event) => Promise<void> = store) => {
  const consumer = createEventConsumer<Unit>({
    gatherMs: 1,
    sqs: clients.sqs,
    queueUrl,
    deadLetterQueueUrl,
    inbox: createPgInbox(database),
    handlers: [onEvent(ThingHappened, handle)],
    logger: createLogger({ level: 'silent' }),
    metrics,
  });
  consumers.push(consumer);
  consumer.start();
  return consumer;
};
const event = (name: string): OutboxRow => toEnvelope(ThingHappened, { thingId: randomUUID(), name }, 1);
const publish = async (...rows: OutboxRow[]) => {
  const publisher = createSnsPublisher(clients.sns, () => findTopicArn(clients.sns, prefix, 'things'));
  expect(await publisher.publish(rows)).toEqual([]);
};
const sendRaw = (body: string) =>
  clients.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
const drained = () => until('the queue', async () => (await queueDepth(clients.sqs, queueUrl)) === 0);
const names = async () =>
  (await database.query.selectFrom('things').select('name').orderBy('name').execute()).map((row) => row.name);
const inbox = () => database.query.selectFrom('inbox').select(['outcome', 'reason']).execute();
const handledCount = async (outcome: string) => {
  const { values } = await metrics.eventsHandled.get();
  return values.filter((each) => each.labels.outcome === outcome).reduce((sum, each) => sum + each.value, 0);
};
/** Takes the dead letters out: what they hold, and why they are there. */
const deadLetters = async () => {
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: deadLetterQueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  for (const { ReceiptHandle } of Messages) {
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetterQueueUrl, ReceiptHandle }));
  }
  return Messages.map((message) => ({
    body: message.Body,
    reason: message.MessageAttributes?.reason?.StringValue,
  }));
};

describe('a delivered event', () => {
  it('has one effect, however often and however close together it comes', async () => {
    const [lamp, chair] = [event('lamp'), event('chair')];
    await publish(lamp, lamp, chair, lamp);
    consume();
    consume();
    await drained();
    await publish(chair, lamp);
    await drained();
    expect(await names()).toEqual(['chair', 'lamp']);
    expect(await inbox()).toEqual(Array(2).fill({ outcome: 'handled', reason: null }));
    expect([await handledCount('handled'), await handledCount('duplicate')]).toEqual([2, 4]);
  });

  it('runs its handler in the context of what caused it', async () => {
    const seen: unknown[] = [];
    const lamp = event('lamp');
    consume(async () => void seen.push(currentContext()));
    await publish(lamp);
    await drained();
    expect(seen).toEqual([{ correlationId: lamp.id, causationId: lamp.id, traceparent: null }]);
  });

  it('leaves neither effect nor inbox row when its handler fails, and is handled when it comes again', async () => {
    let attempts = 0;
    consume(async (unit, each) => {
      await store(unit, each);
      if (++attempts === 1) throw new Error('the disk is full');
    });
    await publish(event('lamp'));
    await until('the second attempt', () => attempts === 2);
    await drained();
    expect(await names()).toEqual(['lamp']);
    expect(await handledCount('retried')).toBe(1);
  });

  it('does not hold up its neighbours when it fails', async () => {
    let fails = true;
    consume(async (unit, each) => {
      if (fails && each.payload.name === 'cursed') throw new Error('not this one');
      await store(unit, each);
    });
    await publish(event('a'), event('cursed'), event('b'), event('c'));
    await until('the neighbours', async () => (await names()).length === 3);
    expect(await names()).toEqual(['a', 'b', 'c']);
    fails = false;
    await drained();
    expect(await names()).toEqual(['a', 'b', 'c', 'cursed']);
  });

  it('that can never be handled is recorded with the reason and not tried again', async () => {
    let attempts = 0;
    consume(async () => {
      attempts++;
      throw Refused();
    });
    const lamp = event('lamp');
    await publish(lamp);
    await drained();
    await publish(lamp);
    await drained();
    expect(attempts).toBe(1);
    expect(await inbox()).toEqual([{ outcome: 'rejected', reason: 'things.refused: Not this one.' }]);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a message that cannot be read', () => {
  const envelopeWith = (change: object) =>
    JSON.stringify({ ...JSON.parse(event('lamp').envelope), ...change });

  it.each<[string, () => string, string]>([
    ['no JSON', () => '{"id":', 'the message is not JSON'],
    ['no envelope', () => '{"hello":"world"}', 'the message is not an event envelope'],
    [
      'an event that nobody here handles',
      () => envelopeWith({ type: 'things.lost.v1' }),
      'nothing here handles things.lost.v1',
    ],
    [
      'a payload of another shape',
      () => envelopeWith({ payload: { thingId: 'x', name: 7 } }),
      'payload of things.happened.v1/name: must be string',
    ],
  ])('for it is %s goes to the dead-letter queue with the reason', async (_what, body, reason) => {
    consume();
    const sent = body();
    await sendRaw(sent);
    await publish(event('neighbour'));
    await drained();
    expect(await deadLetters()).toEqual([{ body: sent, reason }]);
    expect(await names()).toEqual(['neighbour']);
  });

  it('has its one effect when it is mended and sent twice', async () => {
    const lamp = event('lamp');
    const broken = lamp.envelope.replace('"name":"lamp"', '"name":null');
    consume();
    await sendRaw(broken);
    await drained();
    const [letter] = await deadLetters();
    const mended = (letter?.body ?? '').replace('"name":null', '"name":"lamp"');
    await sendRaw(mended);
    await sendRaw(mended);
    await drained();
    expect(await names()).toEqual(['lamp']);
  });
});

describe('a message that fails every time', () => {
  it('goes to the dead-letter queue with the reason after its last delivery', async () => {
    const lamp = event('lamp');
    await publish(lamp);
    // Earlier deliveries, whose consumers died before they could answer.
    for (let delivery = 0; delivery < 4; delivery++) {
      await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, VisibilityTimeout: 0 }));
    }
    consume(async () => {
      throw new Error('always');
    });
    await drained();
    expect(await deadLetters()).toEqual([{ body: lamp.envelope, reason: 'always' }]);
    expect(await inbox()).toEqual([]);
  });
});

describe('a consumer that is stopped', () => {
  it('finishes what is in hand', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = false;
    const consumer = consume(async (unit, each) => {
      begun = true;
      await gate;
      await store(unit, each);
    });
    await publish(event('lamp'));
    await until('the handler to begin', () => begun);
    const stopped = consumer.stop();
    release();
    await stopped;
    expect(await names()).toEqual(['lamp']);
    expect(await queueDepth(clients.sqs, queueUrl)).toBe(0);
  });
});

describe('the subscription', () => {
  it('lets only the events through that were asked for', async () => {
    consume();
    await publish({ ...event('other'), type: 'things.lost.v1' }, event('lamp'));
    await drained();
    expect(await names()).toEqual(['lamp']);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('events that travel in one message', () => {
  const bodiesWaiting = async () => {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.map((message) => JSON.parse(message.Body ?? ''));
  };

  it('are those of one type that are published together', async () => {
    const [lamp, chair] = [event('lamp'), event('chair')];
    await publish(lamp, { ...event('other'), type: 'things.lost.v1' }, chair);
    expect(await bodiesWaiting()).toEqual([[JSON.parse(lamp.envelope), JSON.parse(chair.envelope)]]);
  });

  it('have one effect each, in one transaction', async () => {
    const transactions = new Set<Unit>();
    consume(async (unit, each) => {
      transactions.add(unit);
      await store(unit, each);
    });
    const [lamp, chair] = [event('lamp'), event('chair')];
    await publish(lamp, chair, lamp);
    await drained();
    expect([await names(), transactions.size]).toEqual([['chair', 'lamp'], 1]);
  });

  it('go on one by one when they fail, each to its own end', async () => {
    let attempts = 0;
    consume(async (unit, each) => {
      if (each.payload.name === 'refused') throw Refused();
      if (each.payload.name === 'cursed' && ++attempts < 4) throw new Error('not yet');
      await store(unit, each);
    });
    const broken = { ...event('broken'), envelope: event('broken').envelope.replace('"broken"', 'null') };
    await publish(event('a'), event('refused'), broken, event('cursed'), event('b'));
    await until('the neighbours', async () => (await names()).length === 2);
    expect(attempts).toBeLessThan(4);
    await drained();
    expect(await names()).toEqual(['a', 'b', 'cursed']);
    expect((await inbox()).map(({ outcome }) => outcome).sort()).toEqual([
      'handled',
      'handled',
      'handled',
      'rejected',
    ]);
    expect(await deadLetters()).toEqual([
      { body: broken.envelope, reason: 'payload of things.happened.v1/name: must be string' },
    ]);
  });

  it('are dead letters where they mix types', async () => {
    consume();
    const other = event('other').envelope.replace(ThingHappened.type, 'things.lost.v1');
    const sent = `[${event('lamp').envelope},${other}]`;
    await sendRaw(sent);
    await drained();
    expect(await names()).toEqual(['lamp']);
    expect(await deadLetters()).toEqual([{ body: other, reason: 'nothing here handles things.lost.v1' }]);
  });
});

describe('a batch for the broker', () => {
  it('is cut to what it takes: ten messages and 256 KiB', async () => {
    consume();
    const many = Array.from({ length: 23 }, (_, index) => event(`thing ${String(index).padStart(2, '0')}`));
    const large = Array.from({ length: 4 }, (_, index) => event(`${index}${'x'.repeat(100_000)}`));
    await publish(...many, ...large);
    await until('all of them', async () => (await names()).length === 27);
    await drained();
    expect(await handledCount('duplicate')).toBe(0);
  });
});
