import type { Logger } from '../telemetry/logger.ts';

/** Work that a service does by itself every so often. Runs never overlap. */
export interface Job {
  start(): void;
  /** Runs now, after a run in progress; for tests and for the start. */
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
  let stopped = true;
  const runOnce = () => {
    current = current.then(() =>
      options.run().catch((error: unknown) => {
        options.logger.warn({ err: error, job: options.name }, 'job failed; it runs again');
      }),
    );
    return current;
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
