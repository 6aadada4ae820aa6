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

/** Sends a list of requests round and round over `connections` kept connections. */
export function measureRequests(
  url: string,
  requests: readonly LoadRequest[],
  connections: number,
  seconds: number,
): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = [];
    let refused = 0;
    const run = autocannon(
      { url, connections, duration: seconds, timeout: 60, requests: requests as autocannon.Request[] },
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

/**
 * Begins `perSecond` of them by the clock, however long the ones before take, and counts each from the moment at which it
 * was due: a stall is not left out.
 */
export async function measureOpenLoop(
  flow: (sequence: number) => Promise<void>,
  perSecond: number,
  seconds: number,
): Promise<Figures> {
  const latencies: number[] = [];
  let errors = 0;
  let firstError: string | undefined;
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (let sequence = 0; sequence < perSecond * seconds; sequence++) {
    const due = started + (sequence * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    running.push(
      flow(sequence).then(
        () => void latencies.push(performance.now() - due),
        (error: unknown) => {
          errors++;
          firstError ??= error instanceof Error ? error.message : String(error);
        },
      ),
    );
  }
  await Promise.all(running);
  return figures(latencies, (performance.now() - started) / 1000, errors, firstError);
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
