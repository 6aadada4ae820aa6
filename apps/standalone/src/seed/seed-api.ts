import { DomainError } from '@haat/platform/errors/domain-error.ts';
import type { ServiceName, ServiceRequest, ServiceTransport } from '@haat/platform/http/service-transport.ts';

export interface ApiCall {
  readonly method: ServiceRequest['method'];
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, e.g. a CSV. */
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** @throws DomainError with the service's code for an answer that is not 2xx */
export async function callApi<Result>(
  transport: ServiceTransport,
  service: ServiceName,
  call: ApiCall,
): Promise<Result> {
  const body = call.text?.content ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const answer = await transport.send(service, {
    method: call.method,
    path: call.path,
    timeoutMs: 30_000,
    headers: {
      ...call.headers,
      ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': call.text?.type ?? 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const parsed: unknown = answer.body === '' ? undefined : JSON.parse(answer.body);
  if (answer.status >= 200 && answer.status < 300) return parsed as Result;
  const problem = parsed as { code?: string; title?: string; meta?: Record<string, unknown> } | undefined;
  throw new DomainError(
    {
      code: problem?.code ?? 'http.unknown',
      status: answer.status,
      title: problem?.title ?? `${call.method} ${call.path} was answered with ${answer.status}`,
    },
    problem?.meta,
  );
}

/** What was there already counts as done: a seeding that was cut off goes on where it was. */
export async function unlessThere<Result>(
  code: string,
  make: () => Promise<Result>,
  find: () => Promise<Result>,
): Promise<Result> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof DomainError && error.code === code) return find();
    throw error;
  }
}

/** @throws Error naming `what` when it does not come true within a minute */
export async function until<Result>(what: string, probe: () => Promise<Result | undefined>): Promise<Result> {
  const deadline = Date.now() + 60_000;
  for (let waitMs = 10; Date.now() < deadline; waitMs = Math.min(waitMs * 1.5, 250)) {
    const result = await probe();
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  throw new Error(`The demo marketplace could not be filled: ${what} took too long`);
}
