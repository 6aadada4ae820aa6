import type { EventPublisher } from '../events/event-publisher.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { OutboxRow } from './envelope.ts';
import type { OutboxStore } from './outbox-store.ts';

const BATCH = 100;
const POLL_MS = 1_000;
/** Passes begin no closer than this: a lone commit is published at once, many close together in batches. */
const MIN_INTERVAL_MS = 25;
const MAX_BACKOFF_MS = 15_000;
/** What is published is marked together; what a crash leaves unmarked is published again. */
const MARK_AFTER_MS = 100;
/** What was handed over and waits, at most: the rest waits in the store until its lease runs out. */
const MAX_WAITING = 5_000;

/** Moves committed events to the broker, at least once each. */
export interface Relay {
  start(): void;
  /** Tells that there is something to publish; cheap, may be called as often as one likes. */
  wake(): void;
  /** Takes over events that were committed under a lease a moment ago: they need not be looked for. */
  takeOver(rows: readonly OutboxRow[]): void;
  /** Publishes what is there and stops. */
  stop(): Promise<void>;
}

export function createRelay(options: {
  store: OutboxStore;
  publisher: EventPublisher;
  logger: Logger;
  metrics: Metrics;
  /** Milliseconds between two passes at least, in which events gather into one call of the broker; 25 when not given. */
  minIntervalMs?: number;
}): Relay {
  const { store, publisher, logger, metrics, minIntervalMs = MIN_INTERVAL_MS } = options;
  const waiting: OutboxRow[] = [];
  let published: OutboxRow[] = [];
  let marking: Promise<void> = Promise.resolve();
  let markTimer: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let begun = 0;
  let running: Promise<void> | undefined;
  let again = false;
  /** Whether the store holds what nobody handed over: of a start, of another process, of a failure. */
  let look = true;
  let stopped = true;
  let failures = 0;

  async function pass(): Promise<void> {
    for (;;) {
      const handed = waiting.splice(0, BATCH);
      if (handed.length > 0) {
        await publish(handed);
        continue;
      }
      if (!look) return;
      const claimed = await store.claim(BATCH);
      metrics.outboxPending.set(claimed.length);
      if (claimed.length > 0) await publish(claimed);
      if (claimed.length < BATCH) {
        look = false;
        if (waiting.length === 0) return;
      }
    }
  }

  /** @throws when not all of them were published; they are free for the next pass then */
  async function publish(rows: readonly OutboxRow[]): Promise<void> {
    const failed = await publisher.publish(rows).catch(async (error: unknown) => {
      await store.release(rows);
      throw error;
    });
    const unpublished = new Set(failed.map((row) => row.id));
    for (const row of rows) {
      if (unpublished.has(row.id)) continue;
      published.push(row);
      metrics.eventsPublished.inc({ type: row.type });
    }
    if (published.length >= BATCH) await mark();
    else markTimer ??= setTimeout(() => void mark(), MARK_AFTER_MS);
    if (failed.length === 0) return;
    await store.release(failed);
    throw new Error(`${failed.length} of ${rows.length} events could not be published`);
  }

  function mark(): Promise<void> {
    clearTimeout(markTimer);
    markTimer = undefined;
    const rows = published;
    published = [];
    if (rows.length === 0) return marking;
    marking = marking
      .then(() => store.markPublished(rows))
      .catch((error: unknown) =>
        logger.warn(
          { err: error },
          'outbox relay: published events could not be marked and will go out again',
        ),
      );
    return marking;
  }

  function run(): void {
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    begun = Date.now();
    running = pass()
      .then(() => {
        failures = 0;
      })
      .catch((error: unknown) => {
        failures++;
        again = false;
        look = true;
        logger.warn({ err: error, failures }, 'outbox relay: will try again');
      })
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          run();
        } else if (!stopped) {
          const delay = failures === 0 ? POLL_MS : Math.min(POLL_MS * 2 ** failures, MAX_BACKOFF_MS);
          timer = setTimeout(() => {
            look = true;
            run();
          }, delay);
        }
      });
  }

  function runSoon(): void {
    gathering ??= setTimeout(
      () => {
        gathering = undefined;
        if (!stopped) run();
      },
      Math.max(0, begun + minIntervalMs - Date.now()),
    );
  }

  return {
    start() {
      stopped = false;
      look = true;
      run();
    },
    wake() {
      look = true;
      runSoon();
    },
    takeOver(rows) {
      if (waiting.length < MAX_WAITING) waiting.push(...rows);
      runSoon();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(gathering);
      while (running) await running;
      look = true;
      await pass().catch((error: unknown) =>
        logger.warn({ err: error }, 'outbox relay: events stay for the next start'),
      );
      await mark();
    },
  };
}
