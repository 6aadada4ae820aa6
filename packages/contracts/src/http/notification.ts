import { type Static, Type } from 'typebox';
import { Cursor, Instant, nullable, PageLimit, Uuid } from './primitives.ts';

export const InboxMessage = Type.Object({
  id: Uuid,
  title: Type.String(),
  body: Type.String(),
  /** Path in the web app that the message is about. */
  link: nullable(Type.String()),
  createdAt: Instant,
  readAt: nullable(Instant),
});
export type InboxMessage = Static<typeof InboxMessage>;
export const Inbox = Type.Object({
  items: Type.Array(InboxMessage),
  unread: Type.Integer(),
  nextCursor: nullable(Type.String()),
});
export type Inbox = Static<typeof Inbox>;
export const InboxQuery = Type.Object(
  { limit: Type.Optional(PageLimit(50, 20)), cursor: Type.Optional(Cursor) },
  { additionalProperties: false },
);

/**
 * What mails are about. `security` and `orders` (what was bought, paid, cancelled) are always sent; `deliveries` are sent
 * unless the user wants none, `offers` only to users who asked for them.
 */
export const MAIL_KINDS = ['security', 'orders', 'deliveries', 'offers'] as const;
export const MailKind = Type.Enum(MAIL_KINDS);
export type MailKind = Static<typeof MailKind>;

export const MailPreference = Type.Object({
  kind: MailKind,
  mail: Type.Boolean({ description: 'Whether such mails are sent' }),
  fixed: Type.Boolean({ description: 'It cannot be turned off' }),
});
export type MailPreference = Static<typeof MailPreference>;
export const MailPreferences = Type.Object({ items: Type.Array(MailPreference) });
export type MailPreferences = Static<typeof MailPreferences>;
export const SetMailPreferencesBody = Type.Object(
  { deliveries: Type.Optional(Type.Boolean()), offers: Type.Optional(Type.Boolean()) },
  { additionalProperties: false, minProperties: 1 },
);
export type SetMailPreferencesBody = Static<typeof SetMailPreferencesBody>;
