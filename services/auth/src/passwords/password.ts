import { availableParallelism } from 'node:os';
import { PasswordQueueFull } from '../domain/account.errors.ts';
import { createWorkQueue } from '../domain/work-queue.ts';
import type { PasswordTask } from './password.worker.ts';
import { createThreads } from './threads.ts';

// OWASP Password Storage Cheat Sheet, argon2id: m = 19 MiB, t = 2, p = 1 (the library's default is argon2id).
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

/** The cores are shared, in one process with the whole shop: no more than half of them hash at once. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));
/** And those half of the time: a read that meets a hash on its core waits until the kernel takes turns, some milliseconds. */
const REST = 1;
/** At some 20 ms each, half a second a slot, and longer only where the cores are busy; who comes later is told so at once. */
const WAITING = 24 * AT_ONCE;

const queue = createWorkQueue({
  atOnce: AT_ONCE,
  waiting: WAITING,
  rest: REST,
  refuse: () => {
    passwordWork.refused++;
    return PasswordQueueFull({ retryAfterSeconds: 2 });
  },
});

/** What the queue did since the process started. */
export const passwordWork = { hashed: 0, refused: 0 };

/** What is done with passwords while a place in the queue is held. */
export interface PasswordDesk {
  hash(password: string): Promise<string>;
  /** @param stored undefined when there is no such account: false, after the same work */
  matches(stored: string | undefined, password: string): Promise<boolean>;
}

// Threads of their own and not libuv's, which the database driver's look-ups, file reads and signatures wait for, and
// which cannot be told to step back (ADR 0035). They are there while somebody logs in.
const threads = createThreads<PasswordTask, string | boolean>(
  new URL('./password.worker.ts', import.meta.url),
  {
    name: 'passwords',
    idleMs: 30_000,
    // Of their own: what the process is given is made for requests.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 32 },
  },
);

// What an unknown address is checked against, so that the answer takes as long as for a known one: as much work, and no
// password makes it.
export const DECOY = `${CURRENT}${'A'.repeat(22)}$${'A'.repeat(43)}`;

const desk: PasswordDesk = {
  hash(password) {
    passwordWork.hashed++;
    return threads.run({ kind: 'hash', password, parameters: PARAMETERS }) as Promise<string>;
  },
  async matches(stored, password) {
    passwordWork.hashed++;
    const matched = await threads.run({ kind: 'verify', stored: stored ?? DECOY, password });
    return matched === true && stored !== undefined;
  },
};

/** Waits for its turn; what is asked of the database meanwhile is asked by as few at once. @throws auth.busy */
export const atPasswordDesk = <Result>(work: (desk: PasswordDesk) => Promise<Result>): Promise<Result> =>
  queue.run(() => work(desk));

/** @throws auth.busy */
export const hashPassword = (password: string): Promise<string> =>
  atPasswordDesk((each) => each.hash(password));

/**
 * @param stored undefined when there is no such account: false, after the same work
 * @throws auth.busy
 */
export const checkPassword = (stored: string | undefined, password: string): Promise<boolean> =>
  atPasswordDesk((each) => each.matches(stored, password));

/** Whether it was made with other parameters than today's. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(CURRENT);
