import type { QuoteBody, ShippingOption } from '@haat/contracts/http/order.ts';
import { isRecord, jsonStore } from '../../shared/lib/storage.ts';

/** What has been typed so far; flat, as the form's fields are. */
export interface CheckoutDraft {
  email: string;
  name: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  phone: string;
  shipping: ShippingOption;
}

export const EMPTY_DRAFT: CheckoutDraft = {
  email: '',
  name: '',
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  phone: '',
  shipping: 'standard',
};

export type DraftErrors = Partial<Record<keyof CheckoutDraft, string>>;

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;
const ZIP = /^\d{5}(?:-\d{4})?$/;
const PHONE = /^[0-9+() .-]*$/;

/** In the order of the form, so that the summary reads from top to bottom. */
export function draftErrors(draft: CheckoutDraft): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.email.trim() === '') errors.email = 'Enter your e-mail address';
  else if (!EMAIL.test(draft.email.trim())) errors.email = 'Enter an e-mail address like name@example.com';
  if (draft.name.trim() === '') errors.name = 'Enter the full name for the parcel';
  if (draft.line1.trim() === '') errors.line1 = 'Enter the street and house number';
  if (draft.city.trim() === '') errors.city = 'Enter the city';
  if (draft.region === '') errors.region = 'Choose a state';
  if (draft.postalCode.trim() === '') errors.postalCode = 'Enter the ZIP code';
  else if (!ZIP.test(draft.postalCode.trim())) errors.postalCode = 'Enter a ZIP code like 94107';
  if (!PHONE.test(draft.phone.trim())) errors.phone = 'Enter a phone number, or leave it empty';
  return errors;
}

/** What the server prices; undefined until it is complete. */
export function toQuoteBody(draft: CheckoutDraft): QuoteBody | undefined {
  if (Object.keys(draftErrors(draft)).length > 0) return undefined;
  const line2 = draft.line2.trim();
  const phone = draft.phone.trim();
  return {
    email: draft.email.trim(),
    address: {
      name: draft.name.trim(),
      line1: draft.line1.trim(),
      ...(line2 ? { line2 } : {}),
      city: draft.city.trim(),
      region: draft.region,
      postalCode: draft.postalCode.trim(),
      country: 'US',
      ...(phone ? { phone } : {}),
    },
    shipping: draft.shipping,
  };
}

/** Reads a stored draft field by field: an older release may have kept other ones. */
export function readDraft(value: unknown): CheckoutDraft {
  if (!isRecord(value)) return EMPTY_DRAFT;
  const text = (name: keyof CheckoutDraft) => (typeof value[name] === 'string' ? value[name] : '');
  return {
    email: text('email'),
    name: text('name'),
    line1: text('line1'),
    line2: text('line2'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postalCode'),
    phone: text('phone'),
    shipping: value.shipping === 'express' ? 'express' : 'standard',
  };
}

export const storedDraft = jsonStore(() => sessionStorage, 'haat-checkout', isRecord);

/** Placed and not yet paid, for whoever comes back to the checkout. */
export const pendingOrder = jsonStore(
  () => sessionStorage,
  'haat-pending-order',
  (value): value is { id: string; number: string } =>
    isRecord(value) && typeof value.id === 'string' && typeof value.number === 'string',
);
