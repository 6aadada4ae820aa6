import type { Audience } from '@haat/contracts/http/auth.ts';
import type { ReauthenticationMethods } from '@haat/contracts/http/factors.ts';
import type { IDEMPOTENCY_HEADER } from '@haat/contracts/http/primitives.ts';
import { type ApiProblem, hasCode, readProblem, unreachable } from './api-problem.ts';
import { requestProof } from './reauthentication.ts';
import { accessToken, endActing, endSession, isActing, refreshSession } from './session.ts';

const IDEMPOTENCY: typeof IDEMPOTENCY_HEADER = 'idempotency-key';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, under its own type. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  /** The same for each retry of one attempt: the server then does the work once. */
  readonly idempotencyKey?: string;
  /** Who asks makes no difference: sent without a token, so that the session need not be known yet. */
  readonly anonymous?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** @throws ApiProblem for every answer that is no success, and for none at all */
export async function apiFetch<Result>(path: string, request: ApiRequest = {}): Promise<Result> {
  const response = await apiResponse(path, request);
  if (response.status === 204) return undefined as Result;
  return (await response.json()) as Result;
}

export async function apiResponse(path: string, request: ApiRequest = {}): Promise<Response> {
  const audience = audienceOf(path);
  const token = request.anonymous ? undefined : await accessToken(audience);
  let response = await send(path, request, token);
  if (response.status === 401 && token && isActing() && audience !== 'admin') {
    // It cannot be renewed: the staff are themselves again.
    endActing();
  } else if (response.status === 401 && token) {
    // Refused before its time, e.g. after the signing keys were changed: one renewal, one more try.
    const renewed = await refreshSession(audience);
    if (renewed) response = await send(path, request, renewed);
    else endSession();
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  // What a stolen session must not do is done after a fresh proof, and then as it was asked for.
  if (hasCode(problem, 'auth.reauthenticate') && (await requestProof(methodsOf(problem)))) {
    return apiResponse(path, request);
  }
  throw problem;
}

const methodsOf = ({ meta }: ApiProblem): ReauthenticationMethods => ({
  password: false,
  passkey: false,
  providers: [],
  ...(meta.methods as Partial<ReauthenticationMethods> | undefined),
});

/** Each surface of the API takes only its own tokens. */
function audienceOf(path: string): Audience {
  if (path.startsWith('/v1/seller/')) return 'seller';
  return path.startsWith('/v1/admin/') ? 'admin' : 'store';
}

async function send(path: string, request: ApiRequest, token: string | undefined): Promise<Response> {
  const headers = new Headers(request.headers);
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (request.idempotencyKey) headers.set(IDEMPOTENCY, request.idempotencyKey);
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  else if (request.file) headers.set('content-type', 'text/csv');
  const body = request.body === undefined ? (request.file ?? null) : JSON.stringify(request.body);
  try {
    return await fetch(`${path}${queryString(request.query)}`, {
      method: request.method ?? 'GET',
      headers,
      body,
      signal: request.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
}

function queryString(query: ApiRequest['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Reads composed by the gateway: what a page needs in one round trip. */
export async function graphqlFetch<Data>(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Data> {
  const answer = await apiFetch<GraphqlAnswer<Data>>('/graphql', {
    method: 'POST',
    body: { query, variables },
    anonymous: true,
    signal,
  });
  if (answer.data) return answer.data;
  throw new Error(answer.errors?.[0]?.message ?? 'The answer was empty.');
}
