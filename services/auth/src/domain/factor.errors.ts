import { defineError } from '@haat/platform/errors/domain-error.ts';

export const SecondFactorRequired = defineError(
  'auth.second-factor-required',
  403,
  'Staff log in with a second step. Set one up, or log in with a passkey.',
);
export const Reauthenticate = defineError(
  'auth.reauthenticate',
  403,
  'This needs a fresh proof that it is you. Confirm it and try again.',
);
export const ChallengeOver = defineError(
  'auth.challenge-over',
  401,
  'This log-in took too long or was tried too often. Start again.',
);
export const SecondFactorWrong = defineError(
  'auth.second-factor-wrong',
  401,
  'This code is not right, or was used before.',
);
export const EmailUnproven = defineError(
  'auth.email-unproven',
  403,
  'Confirm your e-mail address first. Until then your account has the one way in that it was made with.',
);
export const LastWayIn = defineError(
  'auth.last-way-in',
  409,
  'This is the only way into your account. Add another one first.',
);
export const TotpOn = defineError('auth.totp-on', 409, 'Two-step log-in is on already.');
export const TotpOff = defineError('auth.totp-off', 409, 'Two-step log-in is not on.');
export const CodeRefused = defineError(
  'auth.code-refused',
  403,
  'This code is not right, or was used before.',
);
export const AuthenticatorUnreadable = defineError(
  'auth.authenticator-unreadable',
  409,
  'We cannot check codes of your authenticator app any more. Use a recovery code or a passkey, then set the app up again.',
);
export const PasskeyRefused = defineError(
  'auth.passkey-refused',
  403,
  'This passkey was not accepted. Try again.',
);
export const PasskeyUnknown = defineError(
  'auth.passkey-unknown',
  403,
  'This passkey belongs to no account here. It may have been removed.',
);
export const PasskeyThere = defineError('auth.passkey-there', 409, 'This passkey is in use already.');
export const PasskeyNotFound = defineError('auth.passkey-not-found', 404, 'There is no such passkey.');
export const TooManyPasskeys = defineError(
  'auth.too-many-passkeys',
  409,
  'Remove a passkey before you add another.',
);
export const IdentityTaken = defineError(
  'auth.identity-taken',
  409,
  'This account at the provider is linked to a Haat account already.',
);
export const IdentityNotFound = defineError(
  'auth.identity-not-found',
  404,
  'There is no such linked account.',
);
export const ProviderUnknown = defineError(
  'auth.provider-unknown',
  404,
  'There is no log-in by this provider.',
);
export const ProviderUnavailable = defineError(
  'auth.provider-unavailable',
  503,
  'The provider does not answer right now. Log in another way, or try again in a moment.',
);
export const ProviderDeclined = defineError(
  'auth.provider-declined',
  403,
  'The log-in was broken off at the provider. Nothing was changed.',
);
export const ProviderRefused = defineError(
  'auth.provider-refused',
  403,
  'This answer of the provider belongs to no log-in that was begun here, or it came too late. Start again.',
);
export const EmailMissing = defineError(
  'auth.provider-email-missing',
  403,
  'The provider told no e-mail address. Create an account with your address, then link the provider to it.',
);
export const OtherIdentity = defineError(
  'auth.identity-other',
  403,
  'This is another account at the provider than the one that is linked.',
);
