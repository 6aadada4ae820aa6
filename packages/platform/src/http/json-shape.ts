import { defineError } from '../errors/domain-error.ts';

export const BodyTooComplex = defineError(
  'http.body-too-complex',
  400,
  'The body nests too deep, or has a list that is too long.',
);

export const TextUnstorable = defineError(
  'http.text-unstorable',
  400,
  'Some text holds a character that no text should: a NUL, or half of a surrogate pair.',
);

const MAX_DEPTH = 32;
const MAX_ITEMS = 10_000;

/**
 * Refuses what is within the size limit and still costly to walk, before validation walks it; and text that one of our
 * stores takes and another refuses, so that an event with it would be stuck between the two.
 * @throws http.body-too-complex, http.text-unstorable
 */
export function limitShape(value: unknown, depth = 1): void {
  if (typeof value === 'string') refuseUnstorable(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw BodyTooComplex();
  if (Array.isArray(value)) {
    if (value.length > MAX_ITEMS) throw BodyTooComplex();
    for (const item of value) limitShape(item, depth + 1);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    refuseUnstorable(name);
    limitShape(item, depth + 1);
  }
}

function refuseUnstorable(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw TextUnstorable();
}
