import type { Audience, Session } from '@haat/contracts/http/auth.ts';
import type { ImportJob } from '@haat/contracts/http/import.ts';
import { until } from './standalone-process.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly token?: string | undefined;
  readonly cookie?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly csv?: string;
}

/** One request to a running Haat, as a program of a third party would make it. */
export async function request<Body>(url: string, options: ApiRequest = {}): Promise<Answer<Body>> {
  const headers = new Headers(options.headers);
  if (options.token) headers.set('authorization', `Bearer ${options.token}`);
  if (options.cookie) headers.set('cookie', options.cookie);
  let body: string | URLSearchParams | undefined;
  if (options.json !== undefined) {
    headers.set('content-type', 'application/json');
    body = JSON.stringify(options.json);
  } else if (options.csv !== undefined) {
    headers.set('content-type', 'text/csv');
    body = options.csv;
  } else if (options.form) {
    body = new URLSearchParams(options.form);
  }
  const answer = await fetch(url, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return {
    status: answer.status,
    headers: answer.headers,
    body: (isJson && text !== '' ? JSON.parse(text) : text) as Body,
  };
}

/** The part of Set-Cookie that is sent back. */
export const cookiesOf = (answer: Answer<unknown>): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** @param audience the surface that the session's access token is for */
export async function logIn(
  url: string,
  email: string,
  audience: Audience = 'store',
  password = 'haat-demo-2026',
): Promise<Session> {
  const answer = await request<Session>(`${url}/v1/auth/login`, { json: { email, password } });
  if (answer.status !== 200) throw new Error(`log-in of ${email}: ${JSON.stringify(answer.body)}`);
  if (audience === 'store') return answer.body;
  const refreshed = await request<Session>(`${url}/v1/auth/refresh`, {
    cookie: cookiesOf(answer),
    json: { audience },
  });
  if (refreshed.status !== 200) throw new Error(`refresh of ${email}: ${JSON.stringify(refreshed.body)}`);
  return refreshed.body;
}

/** Imports a CSV and waits for the end of the job. */
export async function importCsv(
  url: string,
  token: string,
  csv: string,
  seller = 'little-comet',
  options: Readonly<Record<string, string>> = {},
): Promise<ImportJob> {
  const query = new URLSearchParams({ fileName: 'test.csv', seller, ...options });
  const started = await request<ImportJob>(`${url}/v1/admin/imports?${query}`, { token, csv });
  if (started.status !== 202) throw new Error(`import: ${JSON.stringify(started.body)}`);
  return until('the import', async () => {
    const { body } = await request<ImportJob>(`${url}/v1/admin/imports/${started.body.id}`, { token });
    return body.status === 'completed' ? body : undefined;
  });
}
