import type { CardPayment } from '@haat/contracts/http/card.ts';
import type { PaymentHandle } from '@haat/contracts/http/order.ts';
import { isRecord } from '../../../shared/lib/storage.ts';

export interface Card {
  readonly number: string;
  readonly month: string;
  readonly year: string;
  readonly code: string;
}

export type PaymentOutcome =
  | { readonly kind: 'paid' }
  /** The buyer's bank wants to see the buyer first. */
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'refused'; readonly message: string };

const REFUSED = 'The payment did not go through. Try again.';

/** Charges a card through the sandbox's copy of Stripe's API. The card goes there and nowhere else. */
export async function payByCard(
  handle: PaymentHandle,
  card: Card,
  returnUrl: string,
): Promise<PaymentOutcome> {
  const method = await post(handle, '/v1/payment_methods', {
    type: 'card',
    'card[number]': card.number.replace(/\D/g, ''),
    'card[exp_month]': card.month,
    'card[exp_year]': card.year,
    'card[cvc]': card.code,
  });
  if (!method.ok) return refusal(method.body);
  const confirmed = await post(handle, `/v1/payment_intents/${handle.paymentIntentId}/confirm`, {
    payment_method: String(method.body.id),
    client_secret: handle.clientSecret,
    return_url: returnUrl,
  });
  return readOutcome(confirmed.ok, confirmed.body);
}

/** Exported for its test. */
export function readOutcome(ok: boolean, body: Record<string, unknown>): PaymentOutcome {
  if (!ok) {
    const error = isRecord(body.error) ? body.error : {};
    // An earlier try went through although its answer was lost.
    const intent = isRecord(error.payment_intent) ? error.payment_intent : {};
    return intent.status === 'succeeded' ? { kind: 'paid' } : refusal(body);
  }
  if (body.status === 'succeeded' || body.status === 'processing' || body.status === 'requires_capture') {
    return { kind: 'paid' };
  }
  const action = isRecord(body.next_action) ? body.next_action : {};
  const redirect = isRecord(action.redirect_to_url) ? action.redirect_to_url : {};
  return typeof redirect.url === 'string' && isWebAddress(redirect.url)
    ? { kind: 'redirect', url: redirect.url }
    : refusal(body);
}

/** What the market says came of paying with a kept card. */
export function readCardPayment({ outcome, url, message }: CardPayment): PaymentOutcome {
  if (outcome === 'paid') return { kind: 'paid' };
  if (url !== null && isWebAddress(url)) return { kind: 'redirect', url };
  return { kind: 'refused', message: message ?? REFUSED };
}

/** Never a script. */
const isWebAddress = (url: string): boolean => /^(?:https?:\/\/|\/)/.test(url);

function refusal(body: Record<string, unknown>): PaymentOutcome {
  const error = isRecord(body.error) ? body.error : {};
  return { kind: 'refused', message: typeof error.message === 'string' ? error.message : REFUSED };
}

async function post(
  handle: PaymentHandle,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ ok: boolean; body: Record<string, unknown> }> {
  const response = await fetch(`${handle.apiBase ?? ''}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${handle.publishableKey}` },
    body: new URLSearchParams(fields),
  });
  const body: unknown = await response.json().catch(() => ({}));
  return { ok: response.ok, body: isRecord(body) ? body : {} };
}
