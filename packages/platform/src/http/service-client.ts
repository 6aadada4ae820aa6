import { randomInt } from 'node:crypto';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import type { ServiceTokens } from '../auth/service-token.ts';
import { DomainError, UpstreamUnavailable } from '../errors/domain-error.ts';
import { currentContext } from '../telemetry/context.ts';
import { currentTraceparent, SpanKind, traced } from '../telemetry/tracing.ts';
import type { ServiceName, ServiceRequest, ServiceTransport } from './service-transport.ts';

export interface ServiceCall {
  readonly method: ServiceRequest['method'];
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for one attempt; 2,000 when not given. */
  readonly timeoutMs?: number;
}

/** Calls one other service. Every internal route is idempotent, so that a call may be repeated. */
export interface ServiceClient {
  /**
   * @returns the parsed body of a 2xx answer (undefined for 204)
   * @throws DomainError with the other service's code for a 4xx; http.upstream-unavailable when it does not
   * answer after three attempts, or the circuit is open
   */
  call<Result>(call: ServiceCall): Promise<Result>;
}

/** The other side failed in a way that a repetition may mend. */
class TransientFailure extends Error {}

/** @param to the service to call; @param options.tokens proves who calls */
export function createServiceClient(
  to: ServiceName,
  options: { transport: ServiceTransport; tokens: ServiceTokens },
): ServiceClient {
  const transient = handleWhen((error) => error instanceof TransientFailure);
  const policy = wrap(
    retry(transient, {
      maxAttempts: 2,
      // Decorrelated jitter is cockatiel's default: callers that failed together do not return together.
      backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 1_000 }),
    }),
    circuitBreaker(transient, {
      halfOpenAfter: 5_000 + randomInt(1_000),
      breaker: new ConsecutiveBreaker(10),
    }),
    bulkhead(128, 1_024),
  );

  const attempt = async <Result>(call: ServiceCall): Promise<Result> => {
    const context = currentContext();
    const traceparent = currentTraceparent();
    const answer = await options.transport
      .send(to, {
        method: call.method,
        path: call.path,
        timeoutMs: call.timeoutMs ?? 2_000,
        headers: {
          ...call.headers,
          authorization: `Bearer ${await options.tokens.mint(to)}`,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(context ? { 'x-request-id': context.correlationId } : {}),
          ...(traceparent ? { traceparent } : {}),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      })
      .catch((error: unknown) => {
        throw new TransientFailure(`${to} did not answer`, { cause: error });
      });
    if (answer.status >= 500 || answer.status === 429) {
      throw new TransientFailure(`${to} answered ${answer.status} to ${call.method} ${call.path}`);
    }
    const parsed: unknown = answer.body === '' ? undefined : JSON.parse(answer.body);
    if (answer.status >= 400) throw asDomainError(to, answer.status, parsed);
    return parsed as Result;
  };

  return {
    call: (call) =>
      traced(`${call.method} ${to}`, { kind: SpanKind.CLIENT, attributes: { 'url.path': call.path } }, () =>
        policy.execute(() => attempt(call)),
      ).catch((error: unknown) => {
        if (error instanceof DomainError) throw error;
        if (
          error instanceof TransientFailure ||
          error instanceof BrokenCircuitError ||
          error instanceof BulkheadRejectedError
        ) {
          const unavailable = UpstreamUnavailable({ service: to });
          unavailable.cause = error;
          throw unavailable;
        }
        throw error;
      }) as Promise<never>,
  };
}

function asDomainError(service: string, status: number, body: unknown): DomainError {
  const problem = (body ?? {}) as { code?: string; title?: string; meta?: Record<string, unknown> };
  return new DomainError(
    {
      code: problem.code ?? `${service}.unknown`,
      status,
      title: problem.title ?? `The ${service} service refused the request.`,
    },
    problem.meta,
  );
}
