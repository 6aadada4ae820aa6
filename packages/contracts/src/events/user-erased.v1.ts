import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Email } from '../http/auth.ts';
import { Uuid } from '../http/primitives.ts';

/**
 * The owner of the account wants it gone. Whoever keeps something about them forgets it, or, where the law wants it kept
 * (what was sold for how much), keeps it without saying of whom it was.
 */
export const UserErased = defineEvent({
  name: 'auth.user-erased',
  version: 1,
  schema: Type.Object({
    userId: Uuid,
    /** As it was: mails are known by their recipient. */
    email: Email,
  }),
  key: (payload) => payload.userId,
});
