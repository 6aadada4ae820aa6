import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Email } from '../http/auth.ts';
import { Uuid } from '../http/primitives.ts';

export const UserRegistered = defineEvent({
  name: 'auth.user-registered',
  version: 1,
  schema: Type.Object({ userId: Uuid, email: Email, name: Type.String() }),
  key: (payload) => payload.userId,
});
