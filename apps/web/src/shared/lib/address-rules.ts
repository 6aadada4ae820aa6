import type { Address } from '@haat/contracts/http/order.ts';

/** An address as it is typed: every field a text, none left out. */
export interface AddressDraft {
  name: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  phone: string;
}

export const EMPTY_ADDRESS: AddressDraft = {
  name: '',
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  phone: '',
};

export type AddressErrors = Partial<Record<keyof AddressDraft, string>>;

const ZIP = /^\d{5}(?:-\d{4})?$/;
const PHONE = /^[0-9+() .-]*$/;

/** In the order of the form, so that a summary reads from top to bottom. */
export function addressErrors(draft: AddressDraft): AddressErrors {
  const errors: AddressErrors = {};
  if (draft.name.trim() === '') errors.name = 'Enter the full name for the parcel';
  if (draft.line1.trim() === '') errors.line1 = 'Enter the street and house number';
  if (draft.city.trim() === '') errors.city = 'Enter the city';
  if (draft.region === '') errors.region = 'Choose a state';
  if (draft.postalCode.trim() === '') errors.postalCode = 'Enter the ZIP code';
  else if (!ZIP.test(draft.postalCode.trim())) errors.postalCode = 'Enter a ZIP code like 94107';
  if (!PHONE.test(draft.phone.trim())) errors.phone = 'Enter a phone number, or leave it empty';
  return errors;
}

export function toAddress(draft: AddressDraft): Address {
  const line2 = draft.line2.trim();
  const phone = draft.phone.trim();
  return {
    name: draft.name.trim(),
    line1: draft.line1.trim(),
    ...(line2 ? { line2 } : {}),
    city: draft.city.trim(),
    region: draft.region,
    postalCode: draft.postalCode.trim(),
    country: 'US',
    ...(phone ? { phone } : {}),
  };
}

export const toDraft = ({ name, line1, line2, city, region, postalCode, phone }: Address): AddressDraft => ({
  name,
  line1,
  line2: line2 ?? '',
  city,
  region,
  postalCode,
  phone: phone ?? '',
});
