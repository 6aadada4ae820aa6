import { invalidRequest, StripeError } from './stripe-error.ts';

/** What a test card does when it is charged: https://docs.stripe.com/testing */
export type CardBehaviour =
  | { readonly kind: 'succeeds' }
  | {
      readonly kind: 'declines';
      readonly code: string;
      readonly declineCode?: string;
      readonly message: string;
    }
  /** 3-D Secure must be passed first. */
  | { readonly kind: 'challenges' };

interface TestCard {
  readonly number: string;
  readonly id: string;
  readonly behaviour: CardBehaviour;
}

const declines = (code: string, message: string, declineCode?: string): CardBehaviour => ({
  kind: 'declines',
  code,
  message,
  ...(declineCode ? { declineCode } : {}),
});
const DECLINED = 'Your card was declined.';

export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', id: 'pm_card_visa', behaviour: { kind: 'succeeds' } },
  { number: '5555555555554444', id: 'pm_card_mastercard', behaviour: { kind: 'succeeds' } },
  {
    number: '4000000000000002',
    id: 'pm_card_chargeDeclined',
    behaviour: declines('card_declined', DECLINED, 'generic_decline'),
  },
  {
    number: '4000000000009995',
    id: 'pm_card_chargeDeclinedInsufficientFunds',
    behaviour: declines('card_declined', 'Your card has insufficient funds.', 'insufficient_funds'),
  },
  {
    number: '4000000000000069',
    id: 'pm_card_chargeDeclinedExpiredCard',
    behaviour: declines('expired_card', 'Your card has expired.'),
  },
  {
    number: '4000000000000127',
    id: 'pm_card_chargeDeclinedIncorrectCvc',
    behaviour: declines('incorrect_cvc', "Your card's security code is incorrect."),
  },
  {
    number: '4000000000000119',
    id: 'pm_card_chargeDeclinedProcessingError',
    behaviour: declines(
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
    ),
  },
  { number: '4000002500003155', id: 'pm_card_authenticationRequired', behaviour: { kind: 'challenges' } },
  { number: '4000000000003220', id: 'pm_card_threeDSecure2Required', behaviour: { kind: 'challenges' } },
];

const BY_NUMBER = new Map(TEST_CARDS.map((card) => [card.number, card]));
const BY_ID = new Map(TEST_CARDS.map((card) => [card.id, card]));

/** What is kept of a card: never its number or code. */
export interface CardDetails {
  readonly brand: string;
  readonly last4: string;
  readonly exp_month: number;
  readonly exp_year: number;
}

/** @throws Stripe's card errors for a number, date or code that cannot be; a note for real-looking numbers */
export function readCard(card: { number?: string; exp_month?: string; exp_year?: string; cvc?: string }): {
  details: CardDetails;
  testId: string;
} {
  const number = (card.number ?? '').replace(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    throw new StripeError(402, 'card_error', 'incorrect_number', 'Your card number is incorrect.', {
      param: 'number',
    });
  }
  const month = Number(card.exp_month);
  const year = fourDigitYear(Number(card.exp_year));
  if (!Number.isInteger(month) || month < 1 || month > 12) {
    throw new StripeError(
      402,
      'card_error',
      'invalid_expiry_month',
      "Your card's expiration month is invalid.",
      {
        param: 'exp_month',
      },
    );
  }
  if (!Number.isInteger(year) || new Date(Date.UTC(year, month)) <= new Date()) {
    throw new StripeError(
      402,
      'card_error',
      'invalid_expiry_year',
      "Your card's expiration year is invalid.",
      {
        param: 'exp_year',
      },
    );
  }
  if (card.cvc !== undefined && !/^\d{3,4}$/.test(card.cvc)) {
    throw new StripeError(402, 'card_error', 'invalid_cvc', "Your card's security code is invalid.", {
      param: 'cvc',
    });
  }
  const known = BY_NUMBER.get(number);
  if (!known) {
    throw invalidRequest(
      'The sandbox takes test cards only. No real card number belongs here.',
      'test_mode_live_card',
      'number',
    );
  }
  return { details: detailsOf(number, month, year), testId: known.id };
}

/** A `pm_card_…` id that stands for a test card without a form. */
export function testCardById(id: string): { details: CardDetails; behaviour: CardBehaviour } | undefined {
  const card = BY_ID.get(id);
  return (
    card && {
      details: detailsOf(card.number, 12, new Date().getUTCFullYear() + 3),
      behaviour: card.behaviour,
    }
  );
}

const detailsOf = (number: string, month: number, year: number): CardDetails => ({
  brand: number.startsWith('5') ? 'mastercard' : 'visa',
  last4: number.slice(-4),
  exp_month: month,
  exp_year: year,
});

const fourDigitYear = (year: number): number => (year < 100 ? 2000 + year : year);

function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
