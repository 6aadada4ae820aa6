import { describe, expect, it } from 'vitest';
import { readCardPayment, readOutcome } from './pay-by-card.ts';

describe('the outcome of a card payment', () => {
  it('is paid when the charge succeeded', () => {
    expect(readOutcome(true, { status: 'succeeded' })).toEqual({ kind: 'paid' });
  });

  it('sends the buyer to the bank when the bank asks', () => {
    const body = {
      status: 'requires_action',
      next_action: { redirect_to_url: { url: 'http://bank.test/3ds' } },
    };
    expect(readOutcome(true, body)).toEqual({ kind: 'redirect', url: 'http://bank.test/3ds' });
  });

  it('never follows a script address', () => {
    const body = {
      status: 'requires_action',
      next_action: { redirect_to_url: { url: 'javascript:alert(1)' } },
    };
    expect(readOutcome(true, body).kind).toBe('refused');
  });

  it('repeats what the bank said when the card is declined', () => {
    const body = {
      error: { message: 'Your card was declined.', payment_intent: { status: 'requires_payment_method' } },
    };
    expect(readOutcome(false, body)).toEqual({ kind: 'refused', message: 'Your card was declined.' });
  });

  it('is paid when an earlier try went through unheard', () => {
    const body = { error: { message: 'unexpected state', payment_intent: { status: 'succeeded' } } };
    expect(readOutcome(false, body)).toEqual({ kind: 'paid' });
  });
});

describe('the outcome of paying with a kept card', () => {
  it('is what the market says', () => {
    expect(readCardPayment({ outcome: 'paid', url: null, message: null })).toEqual({ kind: 'paid' });
    expect(readCardPayment({ outcome: 'redirect', url: 'https://bank.test/3ds', message: null })).toEqual({
      kind: 'redirect',
      url: 'https://bank.test/3ds',
    });
    expect(readCardPayment({ outcome: 'refused', url: null, message: 'Your card was declined.' })).toEqual({
      kind: 'refused',
      message: 'Your card was declined.',
    });
  });

  it('never follows a script address', () => {
    const answer = { outcome: 'redirect', url: 'javascript:alert(1)', message: null } as const;
    expect(readCardPayment(answer).kind).toBe('refused');
  });
});
