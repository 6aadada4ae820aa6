import type { MailBody } from '@haat/contracts/http/mail.ts';

/** What anybody can have sent to any address, and so is counted. */
export type MailKind = 'registration' | 'email-verification';

export interface LinkInMail {
  readonly token: string;
  readonly code: string;
}

type Words = Pick<MailBody, 'subject' | 'lines' | 'code' | 'action'>;

const NOT_YOU = 'If it was not you, you need not do anything.';

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
    'Was it you? Then log in as before.',
    NOT_YOU,
  ],
  action: { label: 'Log in', path: '/login' },
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
