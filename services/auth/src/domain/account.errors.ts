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
export const RegistrationOver = defineError(
  'auth.registration-over',
  410,
  'This registration has run out. Fill in the form again.',
);
export const WrongCode = defineError(
  'auth.code-wrong',
  403,
  'This code is not the one in the mail, or it has run out.',
);
export const LinkInvalid = defineError(
  'auth.link-invalid',
  410,
  'This link was used already, was replaced by a newer one, or has run out.',
);
export const PasswordNeeded = defineError(
  'auth.password-needed',
  403,
  'Enter the password that you chose when you registered.',
);
export const TooManyMails = defineError(
  'auth.too-many-mails',
  429,
  'This address got several mails already. Look into your mailbox, or try again in an hour.',
);
