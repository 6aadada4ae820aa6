import { EMAIL_PATTERN } from '@haat/contracts/email-pattern.ts';
import type { SavedAddress } from '@haat/contracts/http/address.ts';
import type { Address, QuoteBody, ShippingOption } from '@haat/contracts/http/order.ts';
import { type AddressDraft, addressErrors, toAddress, toDraft } from '../../shared/lib/address-rules.ts';
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

const EMAIL = new RegExp(EMAIL_PATTERN, 'u');

/** In the order of the form, so that the summary reads from top to bottom. */
export function draftErrors(draft: CheckoutDraft): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.email.trim() === '') errors.email = 'Enter your e-mail address';
  else if (!EMAIL.test(draft.email.trim())) errors.email = 'Enter an e-mail address like name@example.com';
  return { ...errors, ...addressErrors(draft) };
}

/** What the server prices; undefined until it is complete. */
export function toQuoteBody(draft: CheckoutDraft): QuoteBody | undefined {
  if (Object.keys(draftErrors(draft)).length > 0) return undefined;
  return {
    email: draft.email.trim(),
    address: toAddress(draft),
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

/** Fills a kept address in where none is typed yet. */
export function withAddress(draft: CheckoutDraft, saved: SavedAddress | undefined): CheckoutDraft {
  const isBlank = !draft.line1 && !draft.city && !draft.postalCode;
  return saved && isBlank ? { ...draft, ...toDraft(saved.address) } : draft;
}

export const sameAddress = (address: Address, draft: CheckoutDraft): boolean =>
  Object.entries(toDraft(address)).every(
    ([name, value]) => draft[name as keyof AddressDraft].trim() === value,
  );

export const storedDraft = jsonStore(() => sessionStorage, 'haat-checkout', isRecord);

/** Placed and not yet paid, for whoever comes back to the checkout. */
export const pendingOrder = jsonStore(
  () => sessionStorage,
  'haat-pending-order',
  (value): value is { id: string; number: string } =>
    isRecord(value) && typeof value.id === 'string' && typeof value.number === 'string',
);
