import type { EventPublisher } from '../events/event-publisher.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { OutboxStore } from './outbox-store.ts';

const BATCH = 100;
const POLL_MS = 1_000;
/** Passes begin no closer than this: a lone commit is published at once, many close together in batches. */
const MIN_INTERVAL_MS = 15;
const MAX_BACKOFF_MS = 15_000;

/** Moves committed events to the broker, at least once each. */
export interface Relay {
  start(): void;
  /** Tells that there is something to publish; cheap, may be called as often as one likes. */
  wake(): void;
  /** Publishes what is there and stops. */
  stop(): Promise<void>;
}

export function createRelay(options: {
  store: OutboxStore;
  publisher: EventPublisher;
  logger: Logger;
  metrics: Metrics;
}): Relay {
  const { store, publisher, logger, metrics } = options;
  let timer: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let begun = 0;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = true;
  let failures = 0;

  /** @returns whether everything claimed was published */
  async function pass(): Promise<void> {
    for (;;) {
      const rows = await store.claim(BATCH);
      metrics.outboxPending.set(rows.length);
      if (rows.length === 0) return;
      const failed = await publisher.publish(rows);
      const unpublished = new Set(failed.map((row) => row.id));
      const published = rows.filter((row) => !unpublished.has(row.id));
      if (published.length > 0) await store.markPublished(published);
      for (const row of published) metrics.eventsPublished.inc({ type: row.type });
      if (failed.length > 0) {
        await store.release(failed);
        throw new Error(`${failed.length} of ${rows.length} events could not be published`);
      }
      if (rows.length < BATCH) return;
    }
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
        logger.warn({ err: error, failures }, 'outbox relay: will try again');
      })
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          run();
        } else if (!stopped) {
          const delay = failures === 0 ? POLL_MS : Math.min(POLL_MS * 2 ** failures, MAX_BACKOFF_MS);
          timer = setTimeout(run, delay);
        }
      });
  }

  return {
    start() {
      stopped = false;
      run();
    },
    wake() {
      gathering ??= setTimeout(
        () => {
          gathering = undefined;
          if (!stopped) run();
        },
        Math.max(0, begun + MIN_INTERVAL_MS - Date.now()),
      );
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(gathering);
      while (running) await running;
      await pass().catch((error: unknown) =>
        logger.warn({ err: error }, 'outbox relay: events stay for the next start'),
      );
    },
  };
}
