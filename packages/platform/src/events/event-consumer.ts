import {
  ChangeMessageVisibilityCommand,
  type Message,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { EventEnvelope } from '@haat/contracts/define-event.ts';
import { Consumer } from 'sqs-consumer';
import { Compile, type Validator } from 'typebox/compile';
import { DomainError } from '../errors/domain-error.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { runInContext } from '../telemetry/context.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { SpanKind, traced } from '../telemetry/tracing.ts';
import type { EventHandler } from './event-handler.ts';
import { MAX_RECEIVES, VISIBILITY_SECONDS } from './topology.ts';

/** Takes events from a service's queue until it is stopped. */
export interface EventConsumer {
  start(): void;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

interface Delivery {
  readonly message: Message;
  readonly event: EventEnvelope;
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

/** The most that SQS gives at once. */
const BATCH = 10;

const checkEnvelope = Compile(EventEnvelope);

/**
 * Outcomes of a message: handled or already handled → acknowledged. Unreadable → dead-letter queue with the
 * reason. Refused for good (a DomainError) → recorded in the inbox and acknowledged. Anything else may
 * pass with time: it shows again after a growing pause, and after MAX_RECEIVES goes to the dead-letter queue.
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
    const readable: Delivery[] = [];
    for (const message of messages) {
      const read = readEvent(message, schemas);
      if ('event' in read) readable.push({ message, event: read.event });
      else if (await bury(message, read.unreadable)) acknowledged.push(message);
    }
    const byType = Map.groupBy(readable, (delivery) => delivery.event.type);
    for (const [type, deliveries] of byType) {
      const handler = handlers.get(type);
      if (!handler) continue;
      acknowledged.push(...(await handleTogether(handler, deliveries)));
    }
    return acknowledged;
  }

  async function handleTogether(handler: EventHandler<Scope>, deliveries: Delivery[]): Promise<Message[]> {
    // One order of locks for every consumer, and within a key the order in which things happened.
    deliveries.sort((a, b) => compare(a.event.key, b.event.key) || compare(a.event.id, b.event.id));
    try {
      await apply(handler, deliveries);
      return deliveries.map((delivery) => delivery.message);
    } catch (error) {
      const [only, ...others] = deliveries;
      if (only && others.length === 0) return (await settleFailure(only, error)) ? [only.message] : [];
      // One of them is at fault: its neighbours must flow on.
      const acknowledged: Message[] = [];
      for (const delivery of deliveries) acknowledged.push(...(await handleTogether(handler, [delivery])));
      return acknowledged;
    }
  }

  async function apply(handler: EventHandler<Scope>, deliveries: Delivery[]): Promise<void> {
    const first = deliveries[0]?.event;
    if (!first) return;
    const context = {
      correlationId: first.correlationId,
      causationId: first.id,
      traceparent: first.traceparent,
    };
    const fresh = await runInContext(context, () =>
      traced(`handle ${first.type}`, { kind: SpanKind.CONSUMER, traceparent: first.traceparent }, () =>
        options.inbox.once(
          deliveries.map((delivery) => delivery.event),
          (scope, events) => handler.handle(scope, events),
        ),
      ),
    );
    metrics.eventsHandled.inc({ type: first.type, outcome: 'handled' }, fresh);
    metrics.eventsHandled.inc({ type: first.type, outcome: 'duplicate' }, deliveries.length - fresh);
    for (const { event } of deliveries) {
      metrics.eventLag.observe({ type: event.type }, (Date.now() - Date.parse(event.occurredAt)) / 1000);
    }
  }

  /** @returns whether the message is dealt with */
  async function settleFailure({ message, event }: Delivery, error: unknown): Promise<boolean> {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof DomainError && error.status < 500) {
      logger.error({ err: error, event: event.id, type: event.type }, 'event refused for good');
      metrics.eventsHandled.inc({ type: event.type, outcome: 'rejected' });
      await options.inbox.reject(event, `${error.code}: ${reason}`);
      return true;
    }
    const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    if (receives >= MAX_RECEIVES) return bury(message, reason);
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

  /** Moves a message to the dead-letter queue together with why. @returns whether it arrived there */
  async function bury(message: Message, reason: string): Promise<boolean> {
    logger.error({ messageId: message.MessageId, reason }, 'message moved to the dead-letter queue');
    metrics.eventsHandled.inc({ type: 'any', outcome: 'dead' });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: options.deadLetterQueueUrl,
        MessageBody: message.Body ?? '',
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: reason.slice(0, 1000) || 'unknown' },
        },
      }),
    );
    return true;
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

function readEvent(
  message: Message,
  schemas: ReadonlyMap<string, Validator>,
): { event: EventEnvelope } | { unreadable: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message.Body ?? '');
  } catch {
    return { unreadable: 'the message is not JSON' };
  }
  if (!checkEnvelope.Check(parsed)) return { unreadable: 'the message is not an event envelope' };
  const schema = schemas.get(parsed.type);
  if (!schema) return { unreadable: `nothing here handles ${parsed.type}` };
  if (!schema.Check(parsed.payload)) {
    const fault = schema.Errors(parsed.payload)[0];
    return {
      unreadable: `payload of ${parsed.type}${fault?.instancePath ?? ''}: ${fault?.message ?? 'invalid'}`,
    };
  }
  return { event: parsed };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
