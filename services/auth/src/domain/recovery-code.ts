import { createHash, randomBytes } from 'node:crypto';

/** Crockford's: no letter that is taken for a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;
export const CODES_AT_ONCE = 10;

/** 80 bits, in groups of four for whoever types them: too many to be guessed, also from the hash. */
export function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/.{4}(?=.)/g, '$&-');
}

/** @param typed in any case and grouping, with O for 0 and I or L for 1. @returns undefined for what is no such code */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  if (letters.length !== LENGTH || ![...letters].every((letter) => ALPHABET.includes(letter)))
    return undefined;
  return letters;
}

/** One user's code is nothing to another. */
export const hashRecoveryCode = (userId: string, code: string): Buffer =>
  createHash('sha256')
    .update(`${userId}\0${code.replaceAll('-', '')}`)
    .digest();
