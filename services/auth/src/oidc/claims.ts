import { EMAIL_PATTERN } from '@haat/contracts/email-pattern.ts';
import type { ProviderAccount } from '../domain/provider-account.ts';

interface Claims {
  readonly [name: string]: unknown;
}

const EMAIL = new RegExp(EMAIL_PATTERN);
const LONGEST_EMAIL = 254;
const LONGEST_NAME = 100;

/** What we take from a provider's word. An address counts as verified only where it says exactly so. */
export function accountFrom(
  provider: string,
  token: Claims & { readonly iss: string; readonly sub: string },
  extra: Claims = {},
): ProviderAccount {
  // Address and word about it from the same place.
  const source = token.email === undefined ? extra : token;
  const email = typeof source.email === 'string' && isEmail(source.email) ? source.email : null;
  return {
    provider,
    issuer: token.iss,
    subject: token.sub,
    email,
    isEmailVerified: email !== null && source.email_verified === true,
    name: nameFrom(token.name) ?? nameFrom(extra.name),
  };
}

const isEmail = (text: string): boolean => text.length <= LONGEST_EMAIL && EMAIL.test(text);

function nameFrom(claim: unknown): string | null {
  const name = typeof claim === 'string' ? claim.trim().slice(0, LONGEST_NAME) : '';
  return name === '' ? null : name;
}

/** When the user proved to the provider who they are, in milliseconds; undefined where it does not say. */
export const provenAt = ({ auth_time }: Claims): number | undefined =>
  typeof auth_time === 'number' ? auth_time * 1000 : undefined;
