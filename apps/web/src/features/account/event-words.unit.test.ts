import { ACCOUNT_EVENT_KINDS } from '@haat/contracts/http/factors.ts';
import { describe, expect, it } from 'vitest';
import { eventWords, isAlarming } from './event-words.ts';

describe('a line of the history', () => {
  it.each([
    ['pwd', 'Logged in by password'],
    ['pwd otp mfa', 'Logged in by password and code'],
    ['hwk mfa', 'Logged in by passkey'],
    ['pwd swk mfa', 'Logged in by password and passkey'],
    ['fed', 'Logged in by a linked account'],
    ['', 'Logged in by password'],
  ])('of a log-in by %j says %s', (detail, words) => {
    expect(eventWords({ kind: 'logged-in', detail })).toBe(words);
  });

  it('names what was changed', () => {
    expect(eventWords({ kind: 'passkey-added', detail: 'Laptop' })).toBe('Passkey added: Laptop');
    expect(eventWords({ kind: 'passkey-added', detail: null })).toBe('Passkey added');
  });

  it('has words for every kind', () => {
    for (const kind of ACCOUNT_EVENT_KINDS) expect(eventWords({ kind, detail: null })).toMatch(/^[A-Z]/);
  });

  it('is marked where somebody else may have been at work', () => {
    expect(ACCOUNT_EVENT_KINDS.filter((kind) => isAlarming({ kind }))).toEqual([
      'second-factor-failed',
      'session-reused',
      'passkey-refused',
      'factor-removal-ordered',
      'factors-removed',
    ]);
  });
});
