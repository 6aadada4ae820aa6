import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';

/** Latencies in milliseconds. */
export interface Figures {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly errors: number;
  readonly firstError?: string | undefined;
}

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends a list of requests round and round over `connections` kept connections. Each has its own part of the list: were all
 * to send the same one at the same time, the server would work for one of them and answer all.
 */
export function measureRequests(
  url: string,
  requests: readonly LoadRequest[],
  connections: number,
  seconds: number,
): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = [];
    let refused = 0;
    let opened = 0;
    const run = autocannon(
      {
        url,
        connections,
        duration: seconds,
        timeout: 60,
        requests: requests.slice(0, 1) as autocannon.Request[],
        setupClient: (client) => {
          const own = opened++ % requests.length;
          const part = requests.filter((_, index) => index % connections === own);
          client.setRequests((part.length > 0 ? part : requests) as autocannon.Request[]);
        },
      },
      (error, result) => {
        if (error) return reject(error);
        resolve(figures(latencies, result.duration, refused + result.errors + result.timeouts));
      },
    );
    run.on('response', (_client, status, _bytes, milliseconds) => {
      if (status >= 200 && status < 300) latencies.push(milliseconds);
      else refused++;
    });
  });
}

/** Repeats a flow of several requests by `buyers` at once; each finishes what it began. */
export async function measureFlow(
  flow: (sequence: number) => Promise<void>,
  buyers: number,
  seconds: number,
): Promise<Figures> {
  const latencies: number[] = [];
  let errors = 0;
  let firstError: string | undefined;
  let sequence = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: buyers }, async () => {
      while (performance.now() < end) {
        const begun = performance.now();
        try {
          await flow(sequence++);
          latencies.push(performance.now() - begun);
        } catch (error) {
          errors++;
          firstError ??= error instanceof Error ? error.message : String(error);
          await pause(5);
        }
      }
    }),
  );
  return figures(latencies, (performance.now() - started) / 1000, errors, firstError);
}

/** What was seen in one stretch of time. Latencies in milliseconds. */
export interface Sample {
  readonly latencies: readonly number[];
  readonly seconds: number;
  readonly errors: number;
}

/** Timers are due by the whole millisecond: what is later than this was held up. */
const TIMER_MS = 1;

/**
 * Begins `perSecond` of them on average, at random as visitors who know nothing of each other come (a Poisson process),
 * however long the ones before take. What could not be begun in time counts from the moment at which it was due: a stall
 * is not left out.
 */
export async function measureOpenLoop(
  flow: (sequence: number) => Promise<void>,
  perSecond: number,
  seconds: number,
): Promise<Sample> {
  const latencies: number[] = [];
  let errors = 0;
  const started = performance.now();
  const running: Promise<void>[] = [];
  let due = started;
  for (let sequence = 0; sequence < perSecond * seconds; sequence++) {
    due += (-Math.log(1 - Math.random()) * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(Math.ceil(early));
    const now = performance.now();
    const begun = now - due > TIMER_MS ? due : now;
    running.push(
      flow(sequence).then(
        () => void latencies.push(performance.now() - begun),
        () => void errors++,
      ),
    );
  }
  await Promise.all(running);
  return { latencies, seconds: (performance.now() - started) / 1000, errors };
}

/** Of several stretches as if they were one. */
export function figuresOf(samples: readonly Sample[]): Figures {
  const sum = (pick: (sample: Sample) => number) => samples.reduce((total, each) => total + pick(each), 0);
  return figures(
    samples.flatMap((each) => each.latencies),
    sum((each) => each.seconds),
    sum((each) => each.errors),
  );
}

function figures(latencies: number[], seconds: number, errors: number, firstError?: string): Figures {
  latencies.sort((a, b) => a - b);
  const at = (share: number) => Math.round((latencies[Math.floor(latencies.length * share)] ?? 0) * 10) / 10;
  return {
    count: latencies.length,
    perSecond: Math.round((latencies.length / seconds) * 10) / 10,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors,
    firstError,
  };
}
