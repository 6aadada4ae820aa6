import { timingSafeEqual } from 'node:crypto';
import type { SandboxStore } from '../sandbox-store.ts';
import { cardError, invalidRequest, resourceMissing, StripeError } from '../stripe-error.ts';
import type { CardBehaviour } from '../test-cards.ts';
import { namedCustomer } from './customers.ts';
import {
  type Charge,
  newId,
  type Parameters,
  type PaymentIntent,
  type PaymentMethod,
  randomText,
  recordEvent,
  seconds,
} from './objects.ts';
import { assertReusable, attachPaymentMethod, resolvePaymentMethod, useUp } from './payment-methods.ts';

/** Address of the 3-D Secure page of an intent, as the browser reaches it. */
export type ChallengeUrl = (intent: PaymentIntent, returnUrl: string) => string;

export function createIntent(store: SandboxStore, parameters: Parameters): PaymentIntent {
  const amount = Number(parameters.amount);
  if (!Number.isInteger(amount) || amount < 1 || amount > 99_999_999) {
    throw invalidRequest('Invalid positive integer', 'parameter_invalid_integer', 'amount');
  }
  const currency = String(parameters.currency ?? '').toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest('Invalid currency', undefined, 'currency');
  const id = newId('pi');
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_received: 0,
    currency,
    status: 'requires_payment_method',
    client_secret: `${id}_secret_${randomText(24)}`,
    capture_method: parameters.capture_method === 'manual' ? 'manual' : 'automatic',
    payment_method: null,
    customer: null,
    setup_future_usage: null,
    ...buyerOf(store, parameters),
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
    metadata: (parameters.metadata ?? {}) as Record<string, string>,
    description: typeof parameters.description === 'string' ? parameters.description : null,
    created: seconds(),
    livemode: false,
  };
  store.put('payment_intent', intent);
  recordEvent(store, 'payment_intent.created', intent);
  return intent;
}

/** Whose payment it is, and whether the card is kept for them. An empty text takes the wish back. */
function buyerOf(
  store: SandboxStore,
  parameters: Parameters,
): Partial<Pick<PaymentIntent, 'customer' | 'setup_future_usage'>> {
  const { customer, setup_future_usage: usage } = parameters;
  if (usage !== undefined && usage !== '' && usage !== 'on_session' && usage !== 'off_session') {
    throw invalidRequest(
      `Invalid setup_future_usage: must be one of on_session or off_session`,
      undefined,
      'setup_future_usage',
    );
  }
  return {
    ...(customer === undefined || customer === '' ? {} : { customer: namedCustomer(store, customer).id }),
    ...(usage === undefined ? {} : { setup_future_usage: usage === '' ? null : usage }),
  };
}

export function updateIntent(
  store: SandboxStore,
  intent: PaymentIntent,
  parameters: Parameters,
): PaymentIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpectedState(intent, 'update');
  const buyer = buyerOf(store, parameters);
  if (intent.customer !== null && buyer.customer !== undefined && buyer.customer !== intent.customer) {
    throw invalidRequest(
      'You cannot modify `customer` on a PaymentIntent once it already has been set.',
      undefined,
      'customer',
    );
  }
  const after: PaymentIntent = { ...intent, ...buyer };
  store.put('payment_intent', after);
  return after;
}

export function getIntent(store: SandboxStore, id: string): PaymentIntent {
  const intent = store.get<PaymentIntent>('payment_intent', id);
  if (!intent) throw resourceMissing('payment_intent', id);
  return intent;
}

/** @throws when the secret is not the intent's own */
export function assertClientSecret(intent: PaymentIntent, secret: unknown): void {
  const given = Buffer.from(typeof secret === 'string' ? secret : '');
  const expected = Buffer.from(intent.client_secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw invalidRequest(
      'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
      'payment_intent_invalid_parameter',
      'client_secret',
    );
  }
}

/**
 * Charges, declines or asks for 3-D Secure, by the test card.
 * @throws card_error with the intent in it for a decline; the decline itself is stored all the same
 */
export function confirmIntent(
  store: SandboxStore,
  intent: PaymentIntent,
  parameters: Parameters,
  challengeUrl: ChallengeUrl,
): { intent: PaymentIntent; failure?: StripeError } {
  if (intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'requires_capture') {
    throw unexpectedState(intent, 'confirm');
  }
  const methodId = parameters.payment_method ?? intent.payment_method;
  if (typeof methodId !== 'string') {
    throw invalidRequest('A payment method is needed to confirm.', 'parameter_missing', 'payment_method');
  }
  const method = resolvePaymentMethod(store, methodId);
  const attempt: PaymentIntent = {
    ...intent,
    ...buyerOf(store, parameters),
    payment_method: method.id,
    last_payment_error: null,
  };
  if (method.stored) {
    assertReusable(method.stored);
    assertOwnCard(attempt, method.stored);
  }
  switch (method.behaviour.kind) {
    case 'succeeds':
      return { intent: charge(store, attempt) };
    case 'declines':
      if (method.stored?.customer === null) useUp(store, method.stored);
      return decline(store, attempt, method.behaviour);
    case 'challenges':
      return { intent: challenge(store, attempt, String(parameters.return_url ?? ''), challengeUrl) };
  }
}

/** @throws for a card that is somebody's, in a payment that is not theirs */
function assertOwnCard(intent: PaymentIntent, { id, customer }: PaymentMethod): void {
  if (customer === null || customer === intent.customer) return;
  if (intent.customer === null) {
    throw invalidRequest(
      'The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request.',
      undefined,
      'customer',
    );
  }
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    undefined,
    'payment_method',
  );
}

/** The card stays with its buyer where that was wished for; else it was used once. @returns which card it was then */
function keepCard(store: SandboxStore, intent: PaymentIntent): string | null {
  const { payment_method: id, customer, setup_future_usage: usage } = intent;
  if (id === null) return null;
  if (customer !== null && usage !== null) return attachPaymentMethod(store, id, { customer }).id;
  const { stored } = resolvePaymentMethod(store, id);
  if (stored?.customer === null) useUp(store, stored);
  return id;
}

function charge(store: SandboxStore, intent: PaymentIntent): PaymentIntent {
  const captured = intent.capture_method === 'automatic';
  const made: Charge = {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    currency: intent.currency,
    captured,
    paid: true,
    refunded: false,
    status: 'succeeded',
    payment_intent: intent.id,
    metadata: intent.metadata,
    created: seconds(),
  };
  const after: PaymentIntent = {
    ...intent,
    payment_method: keepCard(store, intent),
    status: captured ? 'succeeded' : 'requires_capture',
    amount_received: captured ? intent.amount : 0,
    amount_capturable: captured ? 0 : intent.amount,
    latest_charge: made.id,
    next_action: null,
  };
  store.put('charge', made, intent.id);
  store.put('payment_intent', after);
  recordEvent(
    store,
    captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated',
    after,
  );
  return after;
}

function decline(
  store: SandboxStore,
  intent: PaymentIntent,
  behaviour: Extract<CardBehaviour, { kind: 'declines' }>,
): { intent: PaymentIntent; failure: StripeError } {
  const { code, declineCode, message } = behaviour;
  const after: PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_payment_error: {
      type: 'card_error',
      code,
      ...(declineCode ? { decline_code: declineCode } : {}),
      message,
    },
  };
  store.put('payment_intent', after);
  recordEvent(store, 'payment_intent.payment_failed', after);
  const extra = { ...(declineCode ? { decline_code: declineCode } : {}), payment_intent: after };
  return { intent: after, failure: cardError(code, message, extra) };
}

function challenge(
  store: SandboxStore,
  intent: PaymentIntent,
  returnUrl: string,
  challengeUrl: ChallengeUrl,
): PaymentIntent {
  const after: PaymentIntent = {
    ...intent,
    status: 'requires_action',
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: { url: challengeUrl(intent, returnUrl), return_url: returnUrl },
    },
  };
  store.put('payment_intent', after);
  recordEvent(store, 'payment_intent.requires_action', after);
  return after;
}

/** What the buyer did on the 3-D Secure page. A second answer changes nothing. */
export function answerChallenge(store: SandboxStore, intent: PaymentIntent, passed: boolean): PaymentIntent {
  if (intent.status !== 'requires_action') return intent;
  if (passed) return charge(store, intent);
  return decline(store, intent, {
    kind: 'declines',
    code: 'payment_intent_authentication_failure',
    message: 'The bank could not confirm that it was you. Try again, or use another card.',
  }).intent;
}

export function cancelIntent(store: SandboxStore, intent: PaymentIntent): PaymentIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpectedState(intent, 'cancel');
  const after: PaymentIntent = { ...intent, status: 'canceled', next_action: null, amount_capturable: 0 };
  store.put('payment_intent', after);
  recordEvent(store, 'payment_intent.canceled', after);
  return after;
}

export function captureIntent(store: SandboxStore, intent: PaymentIntent): PaymentIntent {
  if (intent.status !== 'requires_capture' || !intent.latest_charge) throw unexpectedState(intent, 'capture');
  const held = store.get<Charge>('charge', intent.latest_charge);
  if (held) store.put('charge', { ...held, captured: true, amount_captured: held.amount }, intent.id);
  const after: PaymentIntent = {
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
    amount_capturable: 0,
  };
  store.put('payment_intent', after);
  recordEvent(store, 'payment_intent.succeeded', after);
  return after;
}

const unexpectedState = (intent: PaymentIntent, what: string) =>
  new StripeError(
    400,
    'invalid_request_error',
    'payment_intent_unexpected_state',
    `You cannot ${what} this PaymentIntent because it has a status of ${intent.status}.`,
    { payment_intent: intent },
  );
