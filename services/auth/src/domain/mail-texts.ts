import type { Locale } from '@haat/contracts/http/auth.ts';
import type { MailBody } from '@haat/contracts/http/mail.ts';

/** What account mails are about. */
export type MailKind =
  | 'registration'
  | 'email-verification'
  | 'password-reset'
  | 'password-reset-done'
  | 'password-changed'
  | 'new-device'
  | 'session-ended'
  | 'email-change'
  | 'email-change-asked'
  | 'email-changed'
  | 'ways-in-changed'
  | 'factor-removal-ordered'
  | 'factor-removal-cancelled'
  | 'factors-removed';

export interface LinkInMail {
  readonly token: string;
  readonly code: string;
}

export type Words = Pick<MailBody, 'subject' | 'lines' | 'code' | 'action'>;

/** Strings that were kept with the request for the mail. */
export type Details = Readonly<Record<string, string>>;

const NOT_YOU = 'If it was not you, you need not do anything.';
const SECURITY = { label: 'Look at your sessions', path: '/account/security' } as const;
const RESET = { label: 'Set a new password', path: '/forgot-password' } as const;

/** The address of a new account is to be proven. It says no word of whoever filled in the form: it may be a stranger. */
export const registrationMail = ({ token, code }: LinkInMail): Words => ({
  subject: `${code} is your Haat code`,
  lines: [
    'Hello,',
    'welcome to Haat. Type this code into the page where you registered, or press the button. Both work for an hour.',
    'Nobody from Haat will ever ask you for the code.',
    NOT_YOU,
  ],
  code,
  action: { label: 'Confirm my address', path: `/verify#registration=${token}` },
});

/** Somebody filled in the form with the address of an account that is there. */
export const accountExistsMail = (name: string): Words => ({
  subject: 'You already have a Haat account',
  lines: [
    `Hello ${name},`,
    'somebody filled in the form for a new account with this address. There is an account with it already, so nothing was changed.',
    'Was it you? Then log in as before, or set a new password if you forgot yours.',
    NOT_YOU,
  ],
  action: RESET,
});

export const emailVerificationMail = (name: string, { token, code }: LinkInMail): Words => ({
  subject: `${code} is your Haat code`,
  lines: [
    `Hello ${name},`,
    'please confirm that this address is yours: type the code into the page that asks for it, or press the button. Both work for an hour.',
    NOT_YOU,
  ],
  code,
  action: { label: 'Confirm my address', path: `/verify#address=${token}` },
});

export const passwordResetMail = (name: string, { token }: LinkInMail): Words => ({
  subject: 'Set a new password for Haat',
  lines: [
    `Hello ${name},`,
    'somebody asked to set a new password for your account. The button works once, for an hour. Setting a new password logs you out everywhere.',
    'If it was not you, you need not do anything: your password stays as it is.',
  ],
  action: { label: 'Set a new password', path: `/reset-password#reset=${token}` },
});

export const passwordResetDoneMail = ({ name = '', at = '' }: Details, locale: Locale | null): Words => ({
  subject: 'Your Haat password was set anew',
  lines: [
    `Hello ${name},`,
    `a new password was set for your account by a link that we sent to this address, on ${whenOf(at, locale)}. You are logged out everywhere.`,
    'If it was not you, somebody reads your mail. Change the password of your mailbox first, then set a new one here.',
  ],
  action: RESET,
});

export const passwordChangedMail = ({ name = '', at = '' }: Details, locale: Locale | null): Words => ({
  subject: 'Your Haat password was changed',
  lines: [
    `Hello ${name},`,
    `the password of your account was changed on ${whenOf(at, locale)}. Every other device is logged out.`,
    'If it was not you, set a new password at once.',
  ],
  action: RESET,
});

export const newDeviceMail = (
  { name = '', device = '', network = '', at = '' }: Details,
  locale: Locale | null,
): Words => ({
  subject: `New log-in to your Haat account: ${device}`,
  lines: [
    `Hello ${name},`,
    'your account was used to log in on a device that we had not seen before.',
    `Device: ${device}`,
    `Network: ${network}`,
    `When: ${whenOf(at, locale)}`,
    'If it was you, all is well. If not, end the session and change your password.',
  ],
  action: SECURITY,
});

/** A used refresh token came again. */
export const sessionEndedMail = (
  { name = '', device = '', at = '' }: Details,
  locale: Locale | null,
): Words => ({
  subject: 'We ended a session of your Haat account',
  lines: [
    `Hello ${name},`,
    `on ${whenOf(at, locale)} a log-in of yours${device ? ` (${device})` : ''} was used from two places at once. That happens when somebody copies it, so we ended it. Whoever used it has to log in again.`,
    'If that was not you with a copied browser profile, change your password.',
  ],
  action: SECURITY,
});

/** It says no word of who asked: that may be a stranger. */
export const emailChangeMail = ({ token }: LinkInMail): Words => ({
  subject: 'Confirm your new address for Haat',
  lines: [
    'Hello,',
    'press the button to make this the address of your Haat account. It works once, for an hour.',
    NOT_YOU,
  ],
  action: { label: 'Use this address', path: `/verify#change=${token}` },
});

/** To the owner of an account whose address somebody else wanted for theirs. */
export const emailChangeTakenMail = (name: string): Words => ({
  subject: 'Somebody wanted to use your address',
  lines: [
    `Hello ${name},`,
    'somebody who has another Haat account wanted to make this address theirs. It belongs to your account, so nothing was changed.',
    'If that was you: log in with the account that has this address, or use another address for the other one.',
  ],
});

export const emailChangeAskedMail = ({ name = '', at = '' }: Details, locale: Locale | null): Words => ({
  subject: 'Your Haat account is to get another address',
  lines: [
    `Hello ${name},`,
    `on ${whenOf(at, locale)} somebody who knows your password asked to give your account another e-mail address. It changes when the link that we sent there is followed.`,
    'If it was not you, change your password now: that voids the link.',
  ],
  action: SECURITY,
});

export const emailChangedMail = ({ name = '', at = '' }: Details, locale: Locale | null): Words => ({
  subject: 'Your Haat account has another address now',
  lines: [
    `Hello ${name},`,
    `since ${whenOf(at, locale)} your account has another e-mail address. Mails go there from now on; this is the last one that comes here.`,
    'If it was not you, answer this mail at once.',
  ],
});

/** By what is in the account's history. */
const WAYS_IN: Readonly<Record<string, readonly [subject: string, line: string]>> = {
  'totp-enabled': [
    'Two-step log-in is on',
    'from now on your account asks for a code of your authenticator app after the password.',
  ],
  'totp-disabled': ['Two-step log-in is off', 'your account asks for the password alone again.'],
  'recovery-codes-made': ['You have new recovery codes', 'the recovery codes of before are good no more.'],
  'recovery-code-used': ['A recovery code was used', 'somebody logged in with one of your recovery codes.'],
  'passkey-added': ['A passkey was added', 'a passkey was added to your account:'],
  'passkey-removed': ['A passkey was removed', 'a passkey was removed from your account:'],
  'identity-linked': ['Another log-in was linked', 'your account can be opened by an account at a provider:'],
  'identity-unlinked': ['A linked log-in was removed', 'an account at a provider opens yours no more:'],
};

export const waysInChangedMail = (
  { name = '', what = '', detail = '', device = '', network = '', at = '' }: Details,
  locale: Locale | null,
): Words => {
  const [subject, line] = WAYS_IN[what] ?? [
    'Your account was changed',
    'the ways into your account were changed.',
  ];
  return {
    subject: `${subject}: your Haat account`,
    lines: [
      `Hello ${name},`,
      detail ? `${line} ${detail}` : line,
      `Device: ${device}`,
      `Network: ${network}`,
      `When: ${whenOf(at, locale)}`,
      'If it was not you, set a new password at once and look at the ways into your account.',
    ],
    action: SECURITY,
  };
};

/** It goes out at once: until it takes effect, who did not ask for it can keep what they have. */
export const factorRemovalOrderedMail = (
  { name = '', takesEffectAt = '' }: Details,
  locale: Locale | null,
  { token }: LinkInMail,
): Words => ({
  subject: 'Your second step is about to be removed: your Haat account',
  lines: [
    `Hello ${name},`,
    `our support was asked to remove the second step of your account, because it is lost. On ${whenOf(takesEffectAt, locale)} your authenticator app, your recovery codes and your passkeys stop working, and you are logged out everywhere. From then on your password alone opens the account.`,
    'Was it you? Then just wait.',
    'If it was not you, press the button: everything stays as it is. Somebody may know your password, so set a new one, too.',
  ],
  action: { label: 'Keep my second step', path: `/verify#keep=${token}` },
});

export const factorRemovalCancelledMail = (
  { name = '', at = '' }: Details,
  locale: Locale | null,
): Words => ({
  subject: 'Your second step stays: your Haat account',
  lines: [
    `Hello ${name},`,
    `on ${whenOf(at, locale)} the removal of your second step was cancelled. Your account asks for it as before.`,
    'If you asked for the removal and did not cancel it, write to our support.',
  ],
  action: SECURITY,
});

export const factorsRemovedMail = ({ name = '', at = '' }: Details, locale: Locale | null): Words => ({
  subject: 'Your second step was removed: your Haat account',
  lines: [
    `Hello ${name},`,
    `on ${whenOf(at, locale)} our support removed the second step of your account: your authenticator app, your recovery codes and your passkeys. You are logged out everywhere.`,
    'Log in with your password, and set a new second step up.',
    'If you did not ask for it, set a new password at once.',
  ],
  action: SECURITY,
});

const whenOf = (instant: string, locale: Locale | null): string =>
  `${new Intl.DateTimeFormat(locale ?? 'en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(instant))} UTC`;
