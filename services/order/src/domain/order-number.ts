import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U to mistake. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** For people to read out: unguessable, 40 bits. */
export function newOrderNumber(): string {
  const characters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `HT-${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}
