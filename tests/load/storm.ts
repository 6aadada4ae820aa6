import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'undici';
import { type Figures, figuresOf, measureOpenLoop, type Sample } from './measure.ts';
import { type Catalogue, readOperations } from './operations.ts';

const READS_PER_SECOND = 200;
const LOG_INS_PER_SECOND = 100;
/** The three situations take turns this often: the machine's own speed changes from minute to minute. */
const ROUNDS = 3;
/** Of those who log in, one in so many is a customer with the right password; the others try addresses out. */
const ONE_CUSTOMER_IN = 5;
const CUSTOMERS = ['customer', 'seller', 'pixel-and-co', 'copper-kettle', 'little-comet', 'harbor-books'].map(
  (name) => `${name}@haat.example`,
);

/** What a storm of log-ins does to those who only look. */
export interface Storm {
  readonly readsPerSecond: number;
  readonly logInsPerSecond: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly quiet: Readonly<Record<string, Figures>>;
  readonly stormy: Readonly<Record<string, Figures>>;
  /** The same beside as many searches that no cache knows: what any hundred requests a second do. */
  readonly busy: Readonly<Record<string, Figures>>;
  /** Answers to log-ins, by status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly logIns: Figures;
}

/**
 * Reads at a steady rate: alone, then with searches and then with log-ins offered beside them, whatever the answers.
 * @param seconds of each, in each round
 */
export async function measureStorm(url: string, catalogue: Catalogue, seconds: number): Promise<Storm> {
  const dispatcher = new Agent({ connections: 512, pipelining: 1 });
  const reads = readOperations(catalogue);
  const read = (name: string) => {
    const requests = reads[name]?.() ?? [];
    return async (index: number) => {
      const answer = await send(url + (requests[index % requests.length]?.path ?? ''), { dispatcher });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`${name}: ${answer.statusCode}`);
    };
  };
  const names = ['list, 24 cards', 'product detail'];
  const readAll = () =>
    Promise.all(names.map((name) => measureOpenLoop(read(name), READS_PER_SECOND / names.length, seconds)));
  const answers: Record<string, number> = {};
  const logIn = async (index: number) => {
    const isCustomer = index % ONE_CUSTOMER_IN === 0;
    const email = isCustomer
      ? CUSTOMERS[(index / ONE_CUSTOMER_IN) % CUSTOMERS.length]
      : `${randomUUID()}@guessed.example`;
    const answer = await send(`${url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: isCustomer ? 'haat-demo-2026' : 'a guess like any other' }),
      dispatcher,
    });
    await answer.body.dump();
    answers[answer.statusCode] = (answers[answer.statusCode] ?? 0) + 1;
  };
  let unique = 0;
  const search = async () => {
    const path = `/v1/search?q=lamp&priceMax=${200_000_000 + unique++}&limit=24`;
    const answer = await send(url + path, { dispatcher });
    await answer.body.dump();
  };
  const rounds: Record<'quiet' | 'busy' | 'stormy' | 'logIns', Sample[][]> = {
    quiet: [],
    busy: [],
    stormy: [],
    logIns: [],
  };
  await readAll();
  for (let round = 0; round < ROUNDS; round++) {
    rounds.quiet.push(await readAll());
    const [busy] = await Promise.all([readAll(), measureOpenLoop(search, LOG_INS_PER_SECOND, seconds)]);
    rounds.busy.push(busy);
    const [stormy, logIns] = await Promise.all([
      readAll(),
      measureOpenLoop(logIn, LOG_INS_PER_SECOND, seconds),
    ]);
    rounds.stormy.push(stormy);
    rounds.logIns.push([logIns]);
  }
  await dispatcher.close();
  const byName = (all: Sample[][]) =>
    Object.fromEntries(
      names.map((name, index) => [name, figuresOf(all.flatMap((each) => each[index] ?? []))]),
    );
  return {
    readsPerSecond: READS_PER_SECOND,
    logInsPerSecond: LOG_INS_PER_SECOND,
    seconds,
    rounds: ROUNDS,
    quiet: byName(rounds.quiet),
    busy: byName(rounds.busy),
    stormy: byName(rounds.stormy),
    answers,
    logIns: figuresOf(rounds.logIns.flat()),
  };
}

export const STORM_TITLE = '## A storm of log-ins';

export function stormToMarkdown(storm: Storm, at: Date): string {
  const answered = Object.entries(storm.answers)
    .map(([status, count]) => `${count.toLocaleString('en-US')} × ${status}`)
    .join(', ');
  return [
    STORM_TITLE,
    '',
    `Measured by \`npm run bench -- --storm --write\` on ${at.toISOString().slice(0, 10)}, in ${storm.rounds} rounds of ${storm.seconds} seconds each. ${storm.readsPerSecond} reads a second are offered, first alone, then beside ${storm.logInsPerSecond} searches a second that no cache knows, then beside ${storm.logInsPerSecond} log-ins a second, all at random and not by the answers (a Poisson process). One log-in in ${ONE_CUSTOMER_IN} is a customer's with the right password, the others try addresses out.`,
    '',
    '| operation | alone: p50 ms | p95 | p99 | beside searches: p50 | p95 | p99 | in the storm: p50 | p95 | p99 | errors |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...Object.keys(storm.quiet).map((name) => {
      const all = [storm.quiet[name], storm.busy[name], storm.stormy[name]];
      const figures = all.map((each) => `${each?.p50} | ${each?.p95} | ${each?.p99}`).join(' | ');
      return `| ${name} | ${figures} | ${all.reduce((sum, each) => sum + (each?.errors ?? 0), 0)} |`;
    }),
    '',
    `Log-ins: ${storm.logIns.perSecond} answered a second (${answered}), p50 ${storm.logIns.p50} ms, p95 ${storm.logIns.p95} ms. Half of the cores hash at once, half of the time; who would wait behind more than 24 others is refused with 503 and told when to come again.`,
    '',
  ].join('\n');
}

/** @returns the page with the section in place of the one that it has, or at its end */
export function withSection(page: string, section: string): string {
  const title = section.split('\n')[0] ?? '';
  const { before, after } = around(page, title);
  return `${before.trimEnd()}\n\n${section.trimEnd()}\n${after ? `\n${after}` : ''}`;
}

/** @returns the section of the page, title and all; empty where it has none */
export function sectionOf(page: string, title: string): string {
  const { before, after } = around(page, title);
  return page.slice(before.length, page.length - after.length);
}

function around(page: string, title: string): { before: string; after: string } {
  const start = page.indexOf(`${title}\n`);
  if (start === -1) return { before: page, after: '' };
  const next = page.indexOf('\n## ', start + title.length);
  return { before: page.slice(0, start), after: next === -1 ? '' : page.slice(next + 1) };
}
