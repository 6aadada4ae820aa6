import { describe, expect, it } from 'vitest';
import { factorWords } from './factor-words.ts';

describe('the second step of an account', () => {
  it.each([
    [true, 10, 2, 'Authenticator app, 10 recovery codes, 2 passkeys'],
    [true, 1, 0, 'Authenticator app, 1 recovery code'],
    [true, 0, 1, 'Authenticator app, 0 recovery codes, 1 passkey'],
    [false, 0, 1, '1 passkey'],
    [false, 0, 0, 'None: the password alone opens the account.'],
  ])('with app %s, %i codes and %i passkeys reads %4$j', (totp, recoveryCodesLeft, passkeys, words) => {
    expect(factorWords({ totp, recoveryCodesLeft, passkeys })).toBe(words);
  });
});
