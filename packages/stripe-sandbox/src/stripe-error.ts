/** An error in the shape of Stripe's API: https://docs.stripe.com/api/errors */
export class StripeError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly extra: Record<string, unknown>;

  constructor(
    status: number,
    type: 'card_error' | 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'rate_limit_error',
    code: string | undefined,
    message: string,
    extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.extra = extra;
  }

  toBody(): { error: Record<string, unknown> } {
    const { type, code, message, extra } = this;
    return { error: { type, ...(code ? { code } : {}), message, ...extra } };
  }
}

export const invalidRequest = (message: string, code?: string, param?: string) =>
  new StripeError(400, 'invalid_request_error', code, message, param ? { param } : {});
export const resourceMissing = (kind: string, id: string) =>
  new StripeError(404, 'invalid_request_error', 'resource_missing', `No such ${kind}: '${id}'`, {
    param: 'id',
  });
export const unauthorized = () =>
  new StripeError(401, 'invalid_request_error', undefined, 'Invalid API Key provided');
export const cardError = (code: string, message: string, extra: Record<string, unknown>) =>
  new StripeError(402, 'card_error', code, message, extra);
