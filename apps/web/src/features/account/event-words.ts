import type { AccountEvent } from '@haat/contracts/http/factors.ts';

const METHODS: Readonly<Record<string, string>> = {
  pwd: 'password',
  otp: 'code',
  hwk: 'passkey',
  swk: 'passkey',
  fed: 'a linked account',
};

/** "pwd otp mfa" → "password and code" */
function methodsOf(amr: string): string {
  const words = amr.split(' ').flatMap((method) => METHODS[method] ?? []);
  return [...new Set(words)].join(' and ') || 'password';
}

/** A line of the account's history, in words. */
export function eventWords({ kind, detail }: Pick<AccountEvent, 'kind' | 'detail'>): string {
  const named = detail ? `: ${detail}` : '';
  switch (kind) {
    case 'registered':
      return 'Account created';
    case 'logged-in':
      return `Logged in by ${methodsOf(detail ?? '')}`;
    case 'second-factor-failed':
      return 'Wrong code after the right password';
    case 'session-ended':
      return `Logged out on another device${named}`;
    case 'sessions-ended':
      return 'Logged out on other devices';
    case 'session-reused':
      return 'A copied log-in was used and ended';
    case 'password-changed':
      return 'Password changed';
    case 'password-reset':
      return 'Password set anew by mail';
    case 'email-changed':
      return 'E-mail address changed';
    case 'totp-enabled':
      return 'Two-step log-in turned on';
    case 'totp-disabled':
      return 'Two-step log-in turned off';
    case 'recovery-codes-made':
      return 'New recovery codes made';
    case 'recovery-code-used':
      return 'Recovery code used';
    case 'passkey-added':
      return `Passkey added${named}`;
    case 'passkey-renamed':
      return `Passkey renamed${named}`;
    case 'passkey-removed':
      return `Passkey removed${named}`;
    case 'passkey-refused':
      return `Passkey refused${named}`;
    case 'identity-linked':
      return `Linked account added${named}`;
    case 'identity-unlinked':
      return `Linked account removed${named}`;
    case 'factor-removal-ordered':
      return 'Second step to be removed by our support';
    case 'factor-removal-cancelled':
      return 'Removal of the second step cancelled';
    case 'factors-removed':
      return 'Second step removed by our support';
  }
}

/** Which of them an owner should look at twice. */
export const isAlarming = ({ kind }: Pick<AccountEvent, 'kind'>): boolean =>
  kind === 'second-factor-failed' ||
  kind === 'session-reused' ||
  kind === 'passkey-refused' ||
  kind === 'factor-removal-ordered' ||
  kind === 'factors-removed';
