export interface WorkQueue {
  /** Runs now, or when it is its turn. @throws what `refuse` makes when too many wait already */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Bounds work that costs more than it looks: so many at once, so many waiting in their order, and no more. */
export function createWorkQueue(options: {
  atOnce: number;
  waiting: number;
  refuse: () => Error;
}): WorkQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running < options.atOnce) running++;
      else {
        if (waiting.length >= options.waiting) throw options.refuse();
        // Whoever leaves hands over the place: it is never free in between.
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
