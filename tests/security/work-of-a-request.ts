import { AsyncLocalStorage } from 'node:async_hooks';
import { passwordWork } from '@haat/auth/passwords/password.ts';
import pg from 'pg';

/** What the services did until the answer was there: what somebody with a good clock could tell answers apart by. */
export interface Work {
  /** In the order in which they were sent, without their values. */
  readonly statements: readonly string[];
  readonly hashes: number;
}

interface Watched {
  readonly statements: string[];
  open: boolean;
}

const watched = new AsyncLocalStorage<Watched>();
let listening = false;

/** Notes the statements of every PostgreSQL connection of this process, each with the request that it belongs to. */
function listen(): void {
  if (listening) return;
  listening = true;
  const { prototype } = pg.Client;
  const query = prototype.query as (...args: unknown[]) => unknown;
  prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    const store = watched.getStore();
    if (store?.open && text) store.statements.push(text);
    return query.apply(this, args);
  } as typeof prototype.query;
}

/** One at a time: hashes are counted for the whole process. */
export async function workOf<Answer>(ask: () => Promise<Answer>): Promise<{ answer: Answer; work: Work }> {
  listen();
  const store: Watched = { statements: [], open: true };
  const before = passwordWork.hashed;
  const answer = await watched.run(store, ask);
  store.open = false;
  return { answer, work: { statements: store.statements, hashes: passwordWork.hashed - before } };
}

/** @returns how two requests can be told apart by what was done for them; nothing where they cannot */
export function differences(one: Work, other: Work): string[] {
  const found: string[] = [];
  if (one.hashes !== other.hashes) found.push(`${one.hashes} and ${other.hashes} hashes`);
  const longest = Math.max(one.statements.length, other.statements.length);
  for (let index = 0; index < longest; index++) {
    const [mine, theirs] = [one.statements[index], other.statements[index]];
    if (mine !== theirs) found.push(`statement ${index + 1}: ${mine} and ${theirs}`);
  }
  return found;
}
