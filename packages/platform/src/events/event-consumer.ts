import {
  ChangeMessageVisibilityCommand,
  type Message,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { EventEnvelope } from '@haat/contracts/define-event.ts';
import { Consumer } from 'sqs-consumer';
import { Compile, type Validator } from 'typebox/compile';
import { DomainError } from '../errors/domain-error.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { runInContext } from '../telemetry/context.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { SpanKind, traced } from '../telemetry/tracing.ts';
import type { EventHandler } from './event-handler.ts';
import { cut, readMessage, type Unreadable } from './message.ts';
import { MAX_RECEIVES, VISIBILITY_SECONDS } from './topology.ts';

/** Takes events from a service's queue until it is stopped. */
export interface EventConsumer {
  start(): void;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

interface Delivery {
  readonly message: Message;
  /** Of one type; at least one. */
  readonly events: readonly EventEnvelope[];
}

export interface EventConsumerOptions<Scope> {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly inbox: Inbox<Scope>;
  readonly handlers: readonly EventHandler<Scope>[];
  /**
   * Milliseconds between two polls, in which events gather into one delivery. An idle queue is always being polled, so a
   * lone event never waits for it; a full delivery is followed by the next at once.
   */
  readonly gatherMs: number;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The most that SQS gives and takes at once. */
const BATCH = 10;
const MAX_SEND_BYTES = 240 * 1024;

/**
 * Outcomes of an event: handled or already handled → acknowledged. Unreadable → dead-letter queue with the
 * reason. Refused for good (a DomainError) → recorded in the inbox and acknowledged. Anything else may
 * pass with time: it shows again after a growing pause, and after MAX_RECEIVES goes to the dead-letter queue.
 * A message of several events that fails is sent again as one message for each, so that one of them holds up no other.
 */
export function createEventConsumer<Scope>(options: EventConsumerOptions<Scope>): EventConsumer {
  const { sqs, queueUrl, logger, metrics } = options;
  const handlers = new Map(options.handlers.map((handler) => [handler.definition.type, handler]));
  const schemas = new Map<string, Validator>(
    options.handlers.map((handler) => [handler.definition.type, Compile(handler.definition.schema)]),
  );

  /** @returns the messages to acknowledge */
  async function handleBatch(messages: Message[]): Promise<Message[]> {
    const acknowledged: Message[] = [];
    const deliveries: Delivery[] = [];
    for (const message of messages) {
      const { events, unreadable } = readMessage(message.Body ?? '', schemas);
      for (const each of unreadable) await bury(message, each);
      if (events.length > 0) deliveries.push({ message, events });
      else acknowledged.push(message);
    }
    const byType = Map.groupBy(deliveries, ({ events }) => events[0]?.type ?? '');
    for (const [type, ofType] of byType) {
      const handler = handlers.get(type);
      if (!handler) continue;
      acknowledged.push(...(await handleTogether(handler, ofType)));
    }
    return acknowledged;
  }

  async function handleTogether(handler: EventHandler<Scope>, deliveries: Delivery[]): Promise<Message[]> {
    try {
      await apply(
        handler,
        deliveries.flatMap(({ events }) => events),
      );
      return deliveries.map(({ message }) => message);
    } catch (error) {
      const [only, ...others] = deliveries;
      if (only && others.length === 0) return (await settleFailure(only, error)) ? [only.message] : [];
      // One of them is at fault: its neighbours must flow on.
      const acknowledged: Message[] = [];
      for (const delivery of deliveries) acknowledged.push(...(await handleTogether(handler, [delivery])));
      return acknowledged;
    }
  }

  async function apply(handler: EventHandler<Scope>, events: EventEnvelope[]): Promise<void> {
    // One order of locks for every consumer, and within a key the order in which things happened.
    events.sort((a, b) => compare(a.key, b.key) || compare(a.id, b.id));
    const [first] = events;
    if (!first) return;
    const context = {
      correlationId: first.correlationId,
      causationId: first.id,
      traceparent: first.traceparent,
    };
    const fresh = await runInContext(context, () =>
      traced(`handle ${first.type}`, { kind: SpanKind.CONSUMER, traceparent: first.traceparent }, () =>
        options.inbox.once(events, (scope, fresh) => handler.handle(scope, fresh)),
      ),
    );
    metrics.eventsHandled.inc({ type: first.type, outcome: 'handled' }, fresh);
    metrics.eventsHandled.inc({ type: first.type, outcome: 'duplicate' }, events.length - fresh);
    for (const event of events) {
      metrics.eventLag.observe({ type: event.type }, (Date.now() - Date.parse(event.occurredAt)) / 1000);
    }
  }

  /** @returns whether the message is dealt with */
  async function settleFailure({ message, events }: Delivery, error: unknown): Promise<boolean> {
    const [event, ...others] = events;
    if (!event || others.length > 0) return sendSingly(events);
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof DomainError && error.status < 500) {
      logger.error({ err: error, event: event.id, type: event.type }, 'event refused for good');
      metrics.eventsHandled.inc({ type: event.type, outcome: 'rejected' });
      await options.inbox.reject(event, `${error.code}: ${reason}`);
      return true;
    }
    const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    if (receives >= MAX_RECEIVES) {
      await bury(message, { body: message.Body ?? '', reason });
      return true;
    }
    const pause = Math.min(2 ** receives, VISIBILITY_SECONDS);
    logger.warn({ err: error, event: event.id, type: event.type, receives, pause }, 'event will be retried');
    metrics.eventsHandled.inc({ type: event.type, outcome: 'retried' });
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout: pause,
      }),
    );
    return false;
  }

  /** Puts each into the queue as a message of its own. @returns whether all of them arrived there */
  async function sendSingly(events: readonly EventEnvelope[]): Promise<boolean> {
    const bodies = events.map((event) => JSON.stringify(event));
    for (const some of cut(bodies, Buffer.byteLength, BATCH, MAX_SEND_BYTES)) {
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: some.map((body, index) => ({ Id: String(index), MessageBody: body })),
        }),
      );
      // The message stays and comes again; those that did arrive are then told by the inbox.
      if (Failed.length > 0) return false;
    }
    return true;
  }

  /** Moves what a message holds, or a part of it, to the dead-letter queue together with why. */
  async function bury(message: Message, { body, reason }: Unreadable): Promise<void> {
    logger.error({ messageId: message.MessageId, reason }, 'message moved to the dead-letter queue');
    metrics.eventsHandled.inc({ type: 'any', outcome: 'dead' });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: options.deadLetterQueueUrl,
        MessageBody: body,
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: reason.slice(0, 1000) || 'unknown' },
        },
      }),
    );
  }

  const consumer = Consumer.create({
    sqs,
    queueUrl,
    batchSize: BATCH,
    waitTimeSeconds: 20,
    // Under load a delivery of several is handled in one transaction.
    pollingWaitTimeMs: options.gatherMs,
    visibilityTimeout: VISIBILITY_SECONDS,
    messageSystemAttributeNames: ['ApproximateReceiveCount'],
    handleMessageBatch: (messages) => {
      // A full batch means that more are waiting: nothing to gather.
      consumer.updateOption('pollingWaitTimeMs', messages.length === BATCH ? 0 : options.gatherMs);
      const { promise, resolve } = Promise.withResolvers<void>();
      inHand = { done: promise, settle: resolve };
      return handleBatch(messages);
    },
    suppressFifoWarning: true,
  });
  let stopping = false;
  /** The batch that is being handled, until its acknowledgements have reached the queue. */
  let inHand: { readonly done: Promise<void>; readonly settle: () => void } | undefined;
  consumer.on('response_processed', () => inHand?.settle());
  consumer.on('error', (error) => {
    // The broker being away is expected while it restarts, and a poll cut off at the stop is no error at all.
    if (!stopping) logger.warn({ err: error }, 'event consumer: queue error; it polls again');
  });
  consumer.on('processing_error', (error) => logger.error({ err: error }, 'event consumer: batch failed'));

  return {
    start: () => consumer.start(),
    async stop() {
      if (!consumer.status.isRunning) return;
      stopping = true;
      await inHand?.done;
      // Cuts the long poll. It would cut an acknowledgement too, and the event would come again.
      consumer.stop({ abort: true });
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
