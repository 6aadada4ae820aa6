/** A fault that the next requests run into, so that tests see what callers make of it. */
export interface Fault {
  /** Start of "METHOD /path", e.g. "POST /v1/payment_intents". */
  readonly match: string;
  readonly times: number;
  /** Milliseconds to wait before working. */
  readonly delayMs?: number;
  /** Answer with this status and do nothing. */
  readonly status?: number;
  /** Close the connection: before working, or after, so that the reply is lost. */
  readonly drop?: 'before' | 'after';
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that this request runs into, if any; counts it. */
  take(method: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      faults.push({ fault, left: fault.times });
    },
    clear: () => {
      faults = [];
    },
    take(method, path) {
      const request = `${method} ${path}`;
      const hit = faults.find(({ fault, left }) => left > 0 && request.startsWith(fault.match));
      if (hit) hit.left--;
      return hit?.fault;
    },
  };
}
