import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Email } from '../http/auth.ts';
import { Uuid } from '../http/primitives.ts';

/** The user showed that mail to this address reaches them. Comes again when they change the address. */
export const EmailVerified = defineEvent({
  name: 'auth.email-verified',
  version: 1,
  schema: Type.Object({ userId: Uuid, email: Email }),
  key: (payload) => payload.userId,
});
