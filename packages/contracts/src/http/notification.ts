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
