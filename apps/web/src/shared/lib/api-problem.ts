import type { Problem } from '@haat/contracts/http/problem.ts';

/** What the API answered in place of a result; `code` is what programs switch on. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: NonNullable<Problem['errors']>;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly requestId: string;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.meta = problem.meta ?? {};
    this.requestId = problem.requestId;
  }
}

/** The request never got an answer: no network, or nobody there. */
export const UNREACHABLE = 'client.unreachable';

export const unreachable = (): ApiProblem =>
  new ApiProblem({
    type: 'about:blank',
    title: 'We could not reach Haat. Check your connection and try again.',
    status: 0,
    code: UNREACHABLE,
    requestId: '',
  });

export async function readProblem(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get('content-type')?.includes('json');
  const body: unknown = isProblem ? await response.json().catch(() => undefined) : undefined;
  if (isProblemBody(body)) return new ApiProblem(body);
  return new ApiProblem({
    type: 'about:blank',
    title: 'Something went wrong on our side. Try again in a moment.',
    status: response.status,
    code: 'client.unexpected-answer',
    requestId: response.headers.get('x-request-id') ?? '',
  });
}

function isProblemBody(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}

export const hasCode = (error: unknown, ...codes: readonly string[]): error is ApiProblem =>
  error instanceof ApiProblem && codes.includes(error.code);

export const messageOf = (error: unknown): string =>
  error instanceof ApiProblem ? error.message : 'Something went wrong. Try again in a moment.';
