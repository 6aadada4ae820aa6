import type { Problem } from '@haat/contracts/http/problem.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorDefinition } from '../errors/domain-error.ts';

const MAX_FIELD_ERRORS = 20;

/** Fastify's own refusals, as codes that stay the same when its messages change. */
const FRAMEWORK_ERRORS: Readonly<Record<string, ErrorDefinition>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'http.media-type-unsupported',
    status: 415,
    title: 'This content type is not accepted here.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'http.body-too-large', status: 413, title: 'The body is too large.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'http.body-empty', status: 400, title: 'The body is empty.' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'http.body-malformed',
    status: 400,
    title: 'The body is not valid JSON.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'http.content-length-wrong',
    status: 400,
    title: 'The body is not as long as announced.',
  },
};

/** PostgreSQL's codes for text that it cannot hold: a NUL, half a surrogate pair. Only callers send such. */
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);

const INTERNAL: ErrorDefinition = {
  code: 'http.internal',
  status: 500,
  title: 'Something went wrong on our side.',
};
const MALFORMED: ErrorDefinition = {
  code: 'http.malformed',
  status: 400,
  title: 'The request is malformed.',
};
const VALIDATION: ErrorDefinition = {
  code: 'http.validation',
  status: 400,
  title: 'Some fields are not valid.',
};

/** The one place where an error becomes an answer: what is not listed is a 500 that tells nothing. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error, request.id);
  const about = { requestId: request.id, method: request.method, route: request.routeOptions.url };
  if (error instanceof DomainError && error.cause === undefined) {
    // Foreseen and without a story: under a flood of them a line each is enough.
    if (problem.status >= 500) request.log.warn({ ...about, code: problem.code }, problem.title);
  } else if (problem.status >= 500) {
    request.log.error({ ...about, err: error }, problem.title);
  }
  const wait = problem.meta?.retryAfterSeconds;
  if (typeof wait === 'number') void reply.header('retry-after', wait);
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problem);
}

export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof DomainError) {
    return {
      ...body(error, requestId),
      ...(error.message === error.title ? {} : { detail: error.message }),
      ...(error.meta ? { meta: error.meta } : {}),
    };
  }
  const failure = error as Partial<FastifyError>;
  if (failure.validation) {
    const errors = failure.validation.slice(0, MAX_FIELD_ERRORS).map((fault) => ({
      path: `${failure.validationContext ?? 'body'}${fault.instancePath}`,
      message: describe(fault),
    }));
    return { ...body(VALIDATION, requestId), errors };
  }
  const listed = FRAMEWORK_ERRORS[failure.code ?? ''];
  if (listed) return body(listed, requestId);
  if (UNSTORABLE_TEXT.has(failure.code ?? '')) return body(MALFORMED, requestId);
  const status = failure.statusCode;
  // Fastify's remaining client errors (bad URL encoding, prototype poisoning, …) carry a 4xx of their own.
  if (status !== undefined && status >= 400 && status < 500) {
    return body({ ...MALFORMED, status }, requestId);
  }
  return body(INTERNAL, requestId);
}

function describe(fault: { message?: string; params: Record<string, unknown> }): string {
  const extra = fault.params.additionalProperty;
  if (typeof extra === 'string') return `must not have the property "${extra.slice(0, 60)}"`;
  return fault.message ?? 'is not valid';
}

function body(definition: ErrorDefinition, requestId: string): Problem {
  return {
    type: `https://haat.dev/problems/${definition.code}`,
    title: definition.title,
    status: definition.status,
    code: definition.code,
    requestId,
  };
}
