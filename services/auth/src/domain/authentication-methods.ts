/**
 * How somebody proved who they are, for `amr` (RFC 8176): `pwd`, `otp` (an app's code or a recovery code), `hwk` and `swk`
 * (a key that stays on its device, one that does not), `mfa` (more than one of what one knows, has and is). `fed` is our
 * own: an account at another provider, about which we take nothing more on trust.
 */
export type AuthenticationMethod = 'pwd' | 'fed' | 'otp' | 'hwk' | 'swk' | 'mfa';

/** The key is one thing, who unlocked it another: user verification is always demanded. */
export const passkeyMethods = (isSynced: boolean): readonly AuthenticationMethod[] => [
  isSynced ? 'swk' : 'hwk',
  'mfa',
];

/** A second step on top of the first. */
export const withSecondFactor = (
  first: readonly string[],
  second: readonly AuthenticationMethod[],
): readonly string[] => [...new Set([...first, ...second, 'mfa'])];

export const isMultiFactor = (amr: readonly string[]): boolean => amr.includes('mfa');
