// npm run import -- FILE.csv: brings a CSV of products into a running Haat, by the same API as the admin's page.
import { openAsBlob } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Session } from '@haat/contracts/http/auth.ts';
import type { ImportJob, ImportRowPage } from '@haat/contracts/http/import.ts';
import type { Problem } from '@haat/contracts/http/problem.ts';

const USAGE = `npm run import -- FILE.csv [options]
  --seller SLUG             store that sells them (little-comet)
  --default-stock N         units of each product whose row names none (25)
  --default-category PATH   category of rows without one; without it they are rejected
  --report FILE             where the report goes (FILE.report.csv beside the import)
  --url URL                 address of Haat (http://localhost:8080)
  HAAT_ADMIN_EMAIL and HAAT_ADMIN_PASSWORD in the environment; the demo admin without them`;

class Refusal extends Error {}

try {
  await main();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [name] = positionals;
  if (values.help || !name || positionals.length > 1) {
    if (values.help) return console.log(USAGE);
    throw new Refusal(USAGE);
  }
  // npm changes to the project's folder; the file was named from where the command was typed.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Refusal(`There is no file ${file}.`);

  const token = await logIn(values.url);
  const query = new URLSearchParams({ fileName: basename(file), seller: values.seller });
  if (values['default-stock']) query.set('defaultStock', values['default-stock']);
  if (values['default-category']) query.set('defaultCategory', values['default-category']);
  const started = performance.now();
  let job = await call<ImportJob>(`${values.url}/v1/admin/imports?${query}`, token, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: await openAsBlob(file),
  });
  while (job.status !== 'completed') {
    await pause(200);
    job = await call<ImportJob>(`${values.url}/v1/admin/imports/${job.id}`, token);
    process.stdout.write(`\r  ${job.listed + job.rejected} of ${job.rows} rows `);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\r  ${job.rows} rows: ${job.listed} listed, ${job.rejected} rejected (${seconds} s)`);
  await printRejections(values.url, token, job);
  const report = resolve(process.env.INIT_CWD ?? process.cwd(), values.report ?? `${file}.report.csv`);
  const answer = await fetch(`${values.url}/v1/admin/imports/${job.id}/report.csv`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await writeFile(report, Buffer.from(await answer.arrayBuffer()))
    .then(() => console.log(`  Every row's fate is in ${report}`))
    .catch(() => console.log('  The report could not be written there; --report FILE names another place.'));
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        seller: { type: 'string', default: 'little-comet' },
        'default-stock': { type: 'string' },
        'default-category': { type: 'string' },
        report: { type: 'string' },
        url: {
          type: 'string',
          default: process.env.HAAT_URL ?? `http://localhost:${process.env.PORT ?? 8080}`,
        },
      },
    });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

async function logIn(url: string): Promise<string> {
  const login = await send(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: process.env.HAAT_ADMIN_EMAIL ?? 'admin@haat.example',
      password: process.env.HAAT_ADMIN_PASSWORD ?? 'haat-demo-2026',
    }),
  });
  // The log-in's own token is for the shop; the refresh cookie buys one for the admin's side.
  const cookie = login.headers.getSetCookie().map((each) => each.split(';')[0]);
  const session = await call<Session>(`${url}/v1/auth/refresh`, undefined, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookie.join('; ') },
    body: JSON.stringify({ audience: 'admin' }),
  });
  return session.accessToken;
}

async function call<Result>(url: string, token: string | undefined, init: RequestInit = {}): Promise<Result> {
  const headers = { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  return (await (await send(url, { ...init, headers })).json()) as Result;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init).catch((error: unknown) => {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Refusal(
      `Haat does not answer at ${new URL(url).origin} (${reason}). Start it with "npm start".`,
    );
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({ title: answer.statusText }))) as Partial<Problem>;
  throw new Refusal(`${problem.detail ?? problem.title} (${problem.code ?? answer.status})`);
}

async function printRejections(url: string, token: string, job: ImportJob): Promise<void> {
  const reasons = new Map<string, number>();
  for (let cursor = ''; ; ) {
    const page = await call<ImportRowPage>(
      `${url}/v1/admin/imports/${job.id}/rows?status=rejected&limit=200${cursor}`,
      token,
    );
    for (const row of page.items) reasons.set(row.code ?? '', (reasons.get(row.code ?? '') ?? 0) + 1);
    if (!page.nextCursor) break;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  for (const [code, count] of [...reasons].sort(([, a], [, b]) => b - a))
    console.log(`    ${count} × ${code}`);
}
