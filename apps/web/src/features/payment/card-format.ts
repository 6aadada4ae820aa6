/** "4242424242424242" → "4242 4242 4242 4242" */
export const groupNumber = (text: string): string =>
  text
    .replace(/\D/g, '')
    .slice(0, 19)
    .replace(/(.{4})(?=.)/g, '$1 ');

/** "1228" → "12/28"; a lone digit above 1 can only be a month. */
export function groupExpiry(text: string): string {
  let digits = text.replace(/\D/g, '');
  if (/^[2-9]/.test(digits)) digits = `0${digits}`;
  // Autofill writes the year with four digits.
  if (/^\d{2}20\d{2}$/.test(digits)) digits = digits.slice(0, 2) + digits.slice(4);
  digits = digits.slice(0, 4);
  return digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits;
}

export interface CardText {
  readonly number: string;
  readonly expiry: string;
  readonly code: string;
}

/** Only what is plainly missing: whether a card is good is the bank's to say. */
export function cardErrors({ number, expiry, code }: CardText): Partial<Record<keyof CardText, string>> {
  const month = Number(expiry.slice(0, 2));
  return {
    ...(number.replace(/\D/g, '').length < 12 ? { number: 'Enter the card number' } : {}),
    ...(!/^\d{2}\/\d{2}$/.test(expiry) || month < 1 || month > 12
      ? { expiry: 'Enter month and year like 12/28' }
      : {}),
    ...(!/^\d{3,4}$/.test(code) ? { code: 'Enter the 3 or 4 digits' } : {}),
  };
}
