import { randomBytes } from 'node:crypto';
import type { SandboxStore, Stored } from '../sandbox-store.ts';
import type { CardDetails } from '../test-cards.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Enough for milliseconds in base 36 until the year 2059. */
const TIME_LENGTH = 8;

/** Begins with the time, as Stripe's do: what is stored by such ids is stored side by side, and not all over the file. */
export function newId(prefix: string, length = 24): string {
  const time = Date.now().toString(36).padStart(TIME_LENGTH, '0');
  return `${prefix}_${time}${randomText(length - TIME_LENGTH)}`;
}

/** @returns what nobody guesses */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Of a request's form or query. */
export type Parameters = Readonly<Record<string, unknown>>;

export const seconds = (): number => Math.floor(Date.now() / 1000);

export interface PaymentMethod extends Stored {
  readonly object: 'payment_method';
  readonly type: 'card';
  readonly card: CardDetails;
  /** Whose it is; null for a card that is used once. */
  readonly customer: string | null;
  readonly metadata: Record<string, string>;
}

export interface Customer extends Stored {
  readonly object: 'customer';
  readonly email: string | null;
  readonly name: string | null;
  readonly metadata: Record<string, string>;
  readonly deleted?: boolean;
}

export interface PaymentError {
  readonly type: string;
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
}

export interface PaymentIntent extends Stored {
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly amount_capturable: number;
  readonly amount_received: number;
  readonly currency: string;
  readonly status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'requires_capture'
    | 'canceled'
    | 'succeeded';
  readonly client_secret: string;
  readonly capture_method: 'automatic' | 'manual';
  readonly payment_method: string | null;
  readonly customer: string | null;
  readonly setup_future_usage: 'on_session' | 'off_session' | null;
  readonly latest_charge: string | null;
  readonly last_payment_error: PaymentError | null;
  readonly next_action: Record<string, unknown> | null;
  readonly metadata: Record<string, string>;
  readonly description: string | null;
  readonly created: number;
}

export interface Charge extends Stored {
  readonly object: 'charge';
  readonly amount: number;
  readonly amount_captured: number;
  readonly amount_refunded: number;
  readonly currency: string;
  readonly captured: boolean;
  readonly paid: boolean;
  readonly refunded: boolean;
  readonly status: 'succeeded' | 'failed';
  readonly payment_intent: string;
  readonly metadata: Record<string, string>;
}

export interface Refund extends Stored {
  readonly object: 'refund';
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly payment_intent: string;
  readonly status: 'succeeded';
  readonly metadata: Record<string, string>;
}

/** Stores an event and queues its delivery, in the transaction of the change it tells of. */
export function recordEvent(store: SandboxStore, type: string, object: Stored): void {
  const event = {
    id: newId('evt'),
    object: 'event',
    api_version: '2025-03-31.basil',
    created: seconds(),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object },
  };
  store.put('event', event);
  store.queueDelivery(event.id, event.type);
}
