import type { AccountFactors } from '@haat/contracts/http/customer.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What stands between the password and the account, in words. */
export function factorWords({
  totp,
  recoveryCodesLeft,
  passkeys,
}: Pick<AccountFactors, 'totp' | 'recoveryCodesLeft' | 'passkeys'>): string {
  const there = [
    ...(totp ? ['authenticator app', counted(recoveryCodesLeft, 'recovery code')] : []),
    ...(passkeys > 0 ? [counted(passkeys, 'passkey')] : []),
  ].join(', ');
  return there
    ? there.charAt(0).toUpperCase() + there.slice(1)
    : 'None: the password alone opens the account.';
}
