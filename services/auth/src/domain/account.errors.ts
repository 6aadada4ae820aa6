import { defineError } from '@haat/platform/errors/domain-error.ts';

export const EmailTaken = defineError(
  'auth.email-taken',
  409,
  'There is an account with this address already. Log in instead.',
);
export const WrongCredentials = defineError('auth.wrong-credentials', 401, 'Address or password is wrong.');
export const AudienceRefused = defineError(
  'auth.audience-refused',
  403,
  'This account has no role in that part of the marketplace.',
);
export const SessionEnded = defineError('auth.session-ended', 401, 'The session has ended. Log in again.');
