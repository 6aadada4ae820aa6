import { describe, expect, it } from 'vitest';
import {
  type CheckoutDraft,
  draftErrors,
  EMPTY_DRAFT,
  readDraft,
  sameAddress,
  toQuoteBody,
  withAddress,
} from './draft.ts';

const COMPLETE: CheckoutDraft = {
  email: ' ada@example.com ',
  name: 'Ada Lovelace',
  line1: '12 Main St',
  line2: '',
  city: 'Portland',
  region: 'OR',
  postalCode: '97201',
  phone: '',
  shipping: 'express',
};

describe('checkout draft', () => {
  it('asks for everything that is needed, in the order of the form', () => {
    expect(Object.keys(draftErrors(EMPTY_DRAFT))).toEqual([
      'email',
      'name',
      'line1',
      'city',
      'region',
      'postalCode',
    ]);
  });

  it('becomes a question for a price once it is complete, without empty optional fields', () => {
    expect(toQuoteBody(COMPLETE)).toEqual({
      email: 'ada@example.com',
      address: {
        name: 'Ada Lovelace',
        line1: '12 Main St',
        city: 'Portland',
        region: 'OR',
        postalCode: '97201',
        country: 'US',
      },
      shipping: 'express',
    });
  });

  it.each([
    ['email', 'ada@example'],
    ['email', 'ada,grace@example.com'],
    ['postalCode', '9720'],
    ['phone', 'call me'],
  ] as const)('refuses %s = %s', (field, value) => {
    const draft = { ...COMPLETE, [field]: value };
    expect(Object.keys(draftErrors(draft))).toEqual([field]);
    expect(toQuoteBody(draft)).toBeUndefined();
  });

  it('reads what an older release kept as far as it fits', () => {
    expect(readDraft({ email: 'a@b.co', name: 7, shipping: 'drone' })).toEqual({
      ...EMPTY_DRAFT,
      email: 'a@b.co',
    });
    expect(readDraft(null)).toEqual(EMPTY_DRAFT);
  });
});

describe('a kept address', () => {
  const saved = {
    id: '0190',
    isDefault: true,
    address: {
      name: 'Meera Iyer',
      line1: '48 Linden Street',
      city: 'Sacramento',
      region: 'CA',
      postalCode: '95814',
      country: 'US',
    },
  };

  it('is filled in where nothing is typed yet, and recognised', () => {
    const filled = withAddress({ ...EMPTY_DRAFT, email: 'a@b.example' }, saved);
    expect([filled.line1, filled.email]).toEqual(['48 Linden Street', 'a@b.example']);
    expect(sameAddress(saved.address, filled)).toBe(true);
    expect(sameAddress(saved.address, { ...filled, city: 'Fresno' })).toBe(false);
  });

  it('never replaces what was typed', () => {
    const typed = { ...EMPTY_DRAFT, line1: '7 Oak Road' };
    expect(withAddress(typed, saved)).toEqual(typed);
    expect(withAddress(EMPTY_DRAFT, undefined)).toEqual(EMPTY_DRAFT);
  });
});
