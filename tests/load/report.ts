import type { Figures } from './measure.ts';

export interface Measurement {
  readonly name: string;
  readonly size: number;
  readonly connections: number;
  readonly figures: Figures;
  /** SQL statements of one operation. */
  readonly statements: number;
}
interface Memory {
  readonly rss: number;
  readonly pss: number;
  readonly processes: number;
}
export interface Report {
  readonly at: Date;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly machine: { readonly http: Figures; readonly select: Figures };
  readonly firstStartMs: number;
  readonly startMs: number;
  readonly idle: Memory;
  readonly afterLoad: Memory;
  readonly loads: readonly { readonly products: number; readonly seconds: number }[];
  readonly measurements: readonly Measurement[];
}

/** What the machine of the peers' figures did by the yardstick of `calibrate`, per second. */
const PEERS_MACHINE = { http: 10_532, select: 4_453 };

/** Peers' figures at ten connections, measured on two cores: per second (p95 in ms). */
const PEERS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  'list, 24 cards': ['101 (144)', '18 (652)', '28 (459); 176 with its cache flag', '27 (477)'],
  'product detail': ['40 (317)', '40 (311)', '23 (522)', '20 (621)'],
  'search with facets': ['4.2 (3,081)', '0.4 (22 s)', '99.5 (139), Search Module', '58 (228)'],
  'add to cart': ['21 (609)', '23 (526)', '3.0 (3,724)', '3.1 (3,424)'],
  'checkout, cart to paid order': ['5.0 (2,244)', '4.0 (2,797)', '0.7 (16 s)', '0.6 (16 s)'],
};

export function toMarkdown(report: Report): string {
  return [
    '# Performance',
    '',
    `Measured by \`npm run bench -- --write\` on ${report.at.toISOString().slice(0, 10)}: ${report.cpu}, ${report.memoryGb} GB, Node ${report.node}. The whole of Haat as \`npm start\` runs it (every service, the gateway, PostgreSQL, document store, broker and payment sandbox) shares the two cores with the load generator. All requests go through the gateway, rate limiting and access checks included.`,
    '',
    `The machine itself, ten connections: bare \`node:http\` with 6 KB of JSON ${number(report.machine.http.perSecond)}/s, with one PostgreSQL select ${number(report.machine.select.perSecond)}/s.`,
    '',
    '## Figures',
    '',
    '| operation | products | connections | per second | p50 ms | p95 ms | p99 ms | errors | SQL statements |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...report.measurements.map(
      ({ name, size, connections, figures, statements }) =>
        `| ${name} | ${number(size)} | ${connections} | ${number(figures.perSecond)} | ${figures.p50} | ${figures.p95} | ${figures.p99} | ${figures.errors} | ${statements} |`,
    ),
    '',
    'Each connection asks for something else than the others at that moment. "Uncached" asks each time with a price limit that nobody used before. A checkout is add to cart, quote, order, card payment at the sandbox, its signed webhook, and the stream of the order until it says that it is confirmed. "Placed" is the same with the services\' thread on one core and everything else on the other (`taskset`); without it the kernel places them.',
    '',
    '## How to read them',
    '',
    '- Reads are answered from memory while they are fresh; "uncached" shows what lies behind.',
    '- A checkout is some thirty-five SQL statements in five services, three events through SNS and SQS, and a mail. Its target is 60 a second at ten buyers with 95 of 100 under 400 ms. What it costs is processor time: the stand-ins for SNS, SQS, Stripe and the mail server share the two cores with the services and the load generator, and each round trip wakes a process. The services of the standalone share one thread, which decides: where the kernel lets it wait for a core while the other idles (`/proc/PID/task/TID/schedstat` tells), it is slower by that much, so what stands beside it steps back ([ADR 0036](adr/0036-who-steps-back-for-the-services.md)). It is measured after a warm-up of twice the time of a measurement, when the compiler has been through most of it; it goes on getting faster for a minute.',
    '- No query on these paths reads a whole table: lists come off an index, a search reads the matches of its words, and everything else goes by key. Counts and facets of a shelf without words are taken from its first 20,000 rows.',
    '- The machine is a virtual one, and its speed changes by a third within hours. "The machine itself" tells how fast it was; figures of two runs are compared by it, and two versions only by runs that take turns.',
    '- Memory after load is mostly some fifty PostgreSQL processes, which share what they read; they end when idle.',
    '',
    '## Beside the peers',
    '',
    `Per second, p95 in milliseconds in brackets; ten connections. The peers ran in production mode on two cores shared with PostgreSQL 15 and the load generator, over the same catalogue, on 23 November 2026. Their machine did ${number(PEERS_MACHINE.http)} bare requests and ${number(PEERS_MACHINE.select)} selects a second; this one is ${number(timesThePeersMachine(report))} times as fast. "Scaled" is what Haat would do on theirs by that measure, and what to compare.`,
    '',
    '| operation | Haat, 1k | 10k | Haat scaled, 1k | 10k | Vendure 3.7.3, 1k | 10k | Medusa 2.21.2, 1k | 10k |',
    '|---|---|---|---|---|---|---|---|---|',
    ...Object.entries(PEERS).map(([name, peers]) => {
      const ours = [own(report, name, 1_000), own(report, name, 10_000)];
      const measured = ours.map((figures) => figures && `${number(figures.perSecond)} (${figures.p95})`);
      const scaled = ours.map(
        (figures) => figures && number(figures.perSecond / timesThePeersMachine(report)),
      );
      return `| ${[name, ...measured, ...scaled, ...peers].join(' | ')} |`;
    }),
    '',
    '## Start, memory, loading',
    '',
    '| | Haat | Vendure | Medusa |',
    '|---|---|---|---|',
    `| start on an empty data directory, accounts and stores made | ${(report.firstStartMs / 1000).toFixed(1)} s | | |`,
    `| start later | ${(report.startMs / 1000).toFixed(1)} s | 4.7–5.8 s | 7.9–10.9 s |`,
    `| memory idle → after load, resident sets added up | ${report.idle.rss} → ${report.afterLoad.rss} MB in ${report.afterLoad.processes} processes, PostgreSQL included | 371–405 → 557–583 MB | 315–317 → 891–906 MB |`,
    `| the same, shared pages counted once | ${report.idle.pss} → ${report.afterLoad.pss} MB | | |`,
    ...report.loads.map(
      ({ products, seconds }) =>
        `| ${number(products)} products from a CSV until they can be found and bought | ${seconds.toFixed(1)} s | | |`,
    ),
    '',
  ].join('\n');
}

/** By the yardstick that makes more of the difference. */
function timesThePeersMachine({ machine }: Report): number {
  return Math.max(
    machine.http.perSecond / PEERS_MACHINE.http,
    machine.select.perSecond / PEERS_MACHINE.select,
  );
}

function own(report: Report, name: string, size: number): Figures | undefined {
  return report.measurements.find(
    (each) => each.name === name && each.size === size && each.connections === 10,
  )?.figures;
}

const number = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
