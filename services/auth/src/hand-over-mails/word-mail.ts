import type { MailBody } from '@haat/contracts/http/mail.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { findLinkOfMail, issueLink } from '../db/link-repository.ts';
import { type DueMail, noteLink } from '../db/mail-request-repository.ts';
import type { AuthTables } from '../db/tables.ts';
import { findUserByEmail } from '../db/user-repository.ts';
import type { LinkSecrets } from '../domain/link-secrets.ts';
import {
  accountExistsMail,
  emailChangeAskedMail,
  emailChangedMail,
  emailChangeMail,
  emailChangeTakenMail,
  emailVerificationMail,
  factorRemovalCancelledMail,
  factorRemovalOrderedMail,
  factorsRemovedMail,
  newDeviceMail,
  passwordChangedMail,
  passwordResetDoneMail,
  passwordResetMail,
  registrationMail,
  sessionEndedMail,
  type Words,
  waysInChangedMail,
} from '../domain/mail-texts.ts';

/** Its link was made under a secret that auth does not know any more. */
export class LinkUnreadable extends Error {
  constructor() {
    super('the link of the mail was made under another AUTH_SECRET');
    this.name = 'LinkUnreadable';
  }
}

type Worded = Omit<MailBody, 'id' | 'to' | 'kind'>;

/**
 * The words of a mail. Whether an address has an account is looked up here and nowhere else: whoever asked for the mail
 * cannot see it, in the answer or in how long that took.
 * @returns undefined when there is nothing to say, or not any more
 * @throws LinkUnreadable
 */
export async function wordMail(
  mail: DueMail,
  database: Database<AuthTables>,
  secrets: LinkSecrets,
): Promise<Worded | undefined> {
  const { kind, recipient, details } = mail;
  const holder = await findUserByEmail(database.query, recipient);
  const locale = holder?.locale ?? null;
  switch (kind) {
    case 'registration':
      return withLink(mail, database, secrets, (link) =>
        holder ? accountExistsMail(holder.name) : registrationMail(link),
      );
    case 'email-verification':
      return withLink(mail, database, secrets, (link) => emailVerificationMail(holder?.name ?? '', link));
    case 'password-reset': {
      if (!holder) return undefined;
      const linked = mail.linkNonce ? mail : await linkForReset(mail, holder.id, database, secrets);
      return withLink(linked, database, secrets, (link) => passwordResetMail(holder.name, link));
    }
    case 'email-change':
      return withLink(mail, database, secrets, (link) =>
        holder ? emailChangeTakenMail(holder.name) : emailChangeMail(link),
      );
    case 'password-reset-done':
      return plain(passwordResetDoneMail(details, locale));
    case 'password-changed':
      return plain(passwordChangedMail(details, locale));
    case 'new-device':
      return plain(newDeviceMail(details, locale));
    case 'session-ended':
      return plain(sessionEndedMail(details, locale));
    case 'email-change-asked':
      return plain(emailChangeAskedMail(details, locale));
    case 'email-changed':
      return plain(emailChangedMail(details, locale));
    case 'ways-in-changed':
      return plain(waysInChangedMail(details, locale));
    case 'factor-removal-ordered':
      return withLink(mail, database, secrets, (link) => factorRemovalOrderedMail(details, locale, link));
    case 'factor-removal-cancelled':
      return plain(factorRemovalCancelledMail(details, locale));
    case 'factors-removed':
      return plain(factorsRemovedMail(details, locale));
  }
}

const plain = (words: Words): Worded => ({ ...words, secret: false });

async function withLink(
  { linkNonce }: DueMail,
  { query }: Database<AuthTables>,
  secrets: LinkSecrets,
  words: (link: { token: string; code: string }) => Words,
): Promise<Worded | undefined> {
  const link = linkNonce && (await findLinkOfMail(query, linkNonce));
  if (!link) return undefined;
  const revealed = secrets.reveal(link);
  if (!revealed) throw new LinkUnreadable();
  return {
    ...words(revealed),
    secret: true,
    expiresAt: link.expiresAt.toISOString(),
  };
}

/**
 * Made once a mail: an attempt after a crash finds it, and one after it was used finds nothing, in place of making it
 * anew.
 */
async function linkForReset(
  mail: DueMail,
  userId: string,
  database: Database<AuthTables>,
  secrets: LinkSecrets,
): Promise<DueMail> {
  return database.transaction(async ({ query }) => {
    const linkNonce = await issueLink(query, secrets, {
      purpose: 'password-reset',
      subjectId: userId,
      email: mail.recipient,
    });
    await noteLink(query, mail.id, linkNonce);
    return { ...mail, linkNonce };
  });
}
