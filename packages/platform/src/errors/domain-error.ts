/** What a caller may learn of a failure: a stable code, the HTTP status it maps to, a sentence for people. */
export interface ErrorDefinition {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** A failure that the business foresees. Anything else that is thrown becomes a 500 without detail. */
export class DomainError extends Error implements ErrorDefinition {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly meta: Record<string, unknown> | undefined;

  constructor(definition: ErrorDefinition, meta?: Record<string, unknown>, detail?: string) {
    super(detail ?? definition.title);
    this.name = 'DomainError';
    this.code = definition.code;
    this.status = definition.status;
    this.title = definition.title;
    this.meta = meta;
  }
}

export type ErrorFactory = ErrorDefinition &
  ((meta?: Record<string, unknown>, detail?: string) => DomainError);

/**
 * Declares an error once; a call makes the throwable.
 * `const OutOfStock = defineError('order.out-of-stock', 409, '…'); throw OutOfStock({ offerIds });`
 */
export function defineError(code: string, status: number, title: string): ErrorFactory {
  const definition: ErrorDefinition = { code, status, title };
  const make = (meta?: Record<string, unknown>, detail?: string) => new DomainError(definition, meta, detail);
  return Object.assign(make, definition);
}

export const Unauthenticated = defineError('auth.required', 401, 'Log in to continue.');
export const InvalidToken = defineError('auth.token-invalid', 401, 'The access token is not valid any more.');
export const RevokedToken = defineError('auth.token-revoked', 401, 'This log-in was ended. Log in again.');
export const Forbidden = defineError('auth.forbidden', 403, 'You may not do this.');
export const WrongAudience = defineError(
  'auth.wrong-audience',
  403,
  'The access token is for another part of the marketplace.',
);
export const NotWhileImpersonating = defineError(
  'auth.not-while-impersonating',
  403,
  'Only the customer may do this, not somebody who acts for them.',
);
export const NotFound = defineError('http.not-found', 404, 'There is nothing here.');
export const InvalidCursor = defineError('http.cursor-invalid', 400, 'The page cursor is not valid.');
export const UpstreamUnavailable = defineError(
  'http.upstream-unavailable',
  503,
  'A part of the marketplace does not answer right now. Try again in a moment.',
);
