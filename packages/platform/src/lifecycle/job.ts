import type { Logger } from '../telemetry/logger.ts';

/** Work that a service does by itself every so often. Runs never overlap. */
export interface Job {
  start(): void;
  /** Runs now, after a run in progress. Who asks while a run waits to begin shares that one. */
  runOnce(): Promise<void>;
  stop(): Promise<void>;
}

/** @param options.everyMs pause between the end of a run and the start of the next */
export function createJob(options: {
  name: string;
  everyMs: number;
  run: () => Promise<void>;
  logger: Logger;
}): Job {
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let stopped = true;
  const runOnce = () => {
    if (waiting) return waiting;
    waiting = current.then(() => {
      waiting = undefined;
      return options.run().catch((error: unknown) => {
        options.logger.warn({ err: error, job: options.name }, 'job failed; it runs again');
      });
    });
    current = waiting;
    return waiting;
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void runOnce().then(schedule), options.everyMs);
  };
  return {
    start() {
      stopped = false;
      schedule();
    },
    runOnce,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
