export interface WorkQueue {
  /** Runs now, or when it is its turn. @throws what `refuse` makes when too many wait already */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Bounds work that costs more than it looks: so many at once, so many waiting in their order, and no more. */
export function createWorkQueue(options: {
  atOnce: number;
  waiting: number;
  /** How long a place rests after its work, as a multiple of what the work took: 1 keeps it busy half of the time at most. */
  rest: number;
  refuse: () => Error;
}): WorkQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
  return {
    async run(work) {
      if (running < options.atOnce) running++;
      else {
        if (waiting.length >= options.waiting) throw options.refuse();
        // Whoever leaves hands over the place: it is never free in between.
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      const begun = performance.now();
      try {
        return await work();
      } finally {
        // Who did the work has its answer and does not wait for this.
        setTimeout(leave, options.rest * (performance.now() - begun));
      }
    },
  };
}
