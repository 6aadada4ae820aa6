import { defineError } from '../errors/domain-error.ts';

export const BodyTooComplex = defineError(
  'http.body-too-complex',
  400,
  'The body nests too deep, or has a list that is too long.',
);

const MAX_DEPTH = 32;
const MAX_ITEMS = 10_000;

/**
 * Refuses what is within the size limit and still costly to walk, before validation walks it.
 * @throws http.body-too-complex
 */
export function limitShape(value: unknown, depth = 1): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw BodyTooComplex();
  if (Array.isArray(value)) {
    if (value.length > MAX_ITEMS) throw BodyTooComplex();
    for (const item of value) limitShape(item, depth + 1);
    return;
  }
  for (const item of Object.values(value)) limitShape(item, depth + 1);
}
