import type { Audience, Session } from '@haat/contracts/http/auth.ts';
import type { RecoveryCodes, TotpEnrolment } from '@haat/contracts/http/factors.ts';
import { DomainError } from '@haat/platform/errors/domain-error.ts';
import type {
  ServiceName,
  ServiceRequest,
  ServiceResponse,
  ServiceTransport,
} from '@haat/platform/http/service-transport.ts';
import { Secret, TOTP } from 'otpauth';

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
  return resultOf<Result>(answer, call);
}

function resultOf<Result>(answer: ServiceResponse, call: Pick<ApiCall, 'method' | 'path'>): Result {
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

/** Each account's, so that a log-in does not count as one on a new device, which its owner would be told of. */
const deviceCookies = new Map<string, string>();

/** Logs in as a browser would, and has the access token made out for a surface. */
export async function openSurface(
  transport: ServiceTransport,
  account: { readonly email: string; readonly password: string },
  audience: Audience,
): Promise<Session> {
  const post = async (path: string, headers: Readonly<Record<string, string>>, body: unknown) => {
    const answer = await transport.send('auth', {
      method: 'POST',
      path,
      timeoutMs: 30_000,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const set = [answer.headers['set-cookie'] ?? []].flat();
    return {
      session: resultOf<Session>(answer, { method: 'POST', path }),
      cookie: set.map((each) => each.split(';')[0]).join('; '),
    };
  };
  const device = deviceCookies.get(account.email);
  const { session, cookie } = await post('/v1/auth/login', device ? { cookie: device } : {}, account);
  const given = cookie.split('; ').find((each) => each.includes('haat-device='));
  if (given) deviceCookies.set(account.email, given);
  if (audience === 'store') return session;
  const refresh = async () => (await post('/v1/auth/refresh', { cookie }, { audience })).session;
  try {
    return await refresh();
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'auth.second-factor-required')) throw error;
    return withSecondFactor(transport, session.accessToken, account.password, refresh);
  }
}

/** Where staff need one: set up as an administrator does it, for as long as this takes. */
async function withSecondFactor<Result>(
  transport: ServiceTransport,
  token: string,
  password: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const post = <Answer>(path: string, body: object) =>
    callApi<Answer>(transport, 'auth', { method: 'POST', path: `/v1/auth/${path}`, token, body });
  const { secret } = await post<TotpEnrolment>('totp', {});
  const code = TOTP.generate({ secret: Secret.fromBase32(secret) });
  const { recoveryCodes } = await post<RecoveryCodes>('totp/confirm', { code });
  const result = await work();
  await post('totp/disable', { password, code: recoveryCodes[0] });
  return result;
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
