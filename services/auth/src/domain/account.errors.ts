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
export const WrongPassword = defineError('auth.wrong-password', 403, 'That is not your current password.');
export const PasswordCommon = defineError(
  'auth.password-common',
  422,
  'This password is among those that are tried first. Choose another one; a few words work well.',
);
export const PasswordContainsAddress = defineError(
  'auth.password-contains-address',
  422,
  'The password must not contain your e-mail address. Choose another one; a few words work well.',
);
export const PasswordQueueFull = defineError(
  'auth.busy',
  503,
  'Too many people are logging in at this moment. Try again in a few seconds.',
);
export const TooManyGuesses = defineError(
  'auth.too-many-attempts',
  429,
  'Too many attempts in a row. Wait a little, or reset the password by mail.',
);
export const SessionNotFound = defineError('auth.session-not-found', 404, 'There is no such session.');
export const EmailUnchanged = defineError(
  'auth.email-unchanged',
  422,
  'That is the address of your account already.',
);
export const RotationPending = defineError(
  'auth.key-rotation-pending',
  409,
  'A new key is published already and signs in a few minutes.',
);
