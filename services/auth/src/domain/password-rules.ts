import { PasswordCommon, PasswordContainsAddress } from './account.errors.ts';

/** Of the decorations that people put around a word ("password2026!"), as many characters add nothing. */
const DECORATION = 5;
/** Below this a part of an address says too little to be looked for. */
const SHORTEST_NAME = 4;
/** Nothing shorter can be within a password of the least length but for its decoration. */
const SHORTEST_WORD = 5;

let words: Promise<ReadonlySet<string>> | undefined;

/** Loaded by whoever first chooses a password: the list is some megabytes. */
function commonWords(): Promise<ReadonlySet<string>> {
  words ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set(dictionary['passwords-common'].filter((word) => word.length >= SHORTEST_WORD)),
  );
  return words;
}

/**
 * What NIST SP 800-63B (3.1.1.2) asks of a new password beside its length: that it is not one which everybody tries
 * first. Composition is nobody's business.
 * @throws auth.password-common, auth.password-contains-address
 */
export async function refuseWeakPassword(password: string, email: string): Promise<void> {
  const lower = password.normalize('NFKC').toLowerCase();
  if (containsAddress(lower, email.toLowerCase())) throw PasswordContainsAddress();
  if (isRepetition(lower) || isCommon(lower, await commonWords())) throw PasswordCommon();
}

function containsAddress(password: string, email: string): boolean {
  const [name = '', domain = ''] = email.split('@');
  return [name, domain.split('.')[0] ?? ''].some(
    (part) => part.length >= SHORTEST_NAME && password.includes(part),
  );
}

function isCommon(password: string, common: ReadonlySet<string>): boolean {
  if (common.has(password)) return true;
  const word = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return password.length - word.length <= DECORATION && (common.has(word) || OURS.has(word));
}

/** What the name of the place suggests. */
const OURS: ReadonlySet<string> = new Set(['haatpassword', 'passwordhaat', 'haathaat']);

/** One to four characters over and over, or a run of neighbours: "abcabcabcabc", "1234567890". */
function isRepetition(password: string): boolean {
  for (let length = 1; length <= 4; length++) {
    const unit = password.slice(0, length);
    if (unit.repeat(Math.ceil(password.length / length)).slice(0, password.length) === password) return true;
  }
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return (
    Math.abs(step) === 1 &&
    codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step)
  );
}
