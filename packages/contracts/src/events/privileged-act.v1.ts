import { Type } from 'typebox';
import { defineEvent } from '../define-event.ts';
import { Email } from '../http/auth.ts';
import { nullable, Uuid } from '../http/primitives.ts';
import { STAFF_ROLES } from '../permissions.ts';

const State = nullable(Type.Record(Type.String(), Type.Unknown()));

/** Somebody used a right that others do not have; told in the transaction of the act itself, for the audit log. */
export const PrivilegedAct = defineEvent({
  name: 'platform.privileged-act',
  version: 1,
  publishers: ['auth', 'seller', 'catalog', 'inventory', 'order'],
  schema: Type.Object({
    actId: Uuid,
    /** Who really did it: the member of staff, also where they acted as somebody else. */
    actor: Type.Object({ userId: Uuid, email: Email, staffRole: nullable(Type.Enum(STAFF_ROLES)) }),
    impersonating: nullable(Uuid),
    /** What was done, e.g. `order.refunded`. */
    action: Type.String(),
    subject: Type.Object({ type: Type.String(), id: Type.String() }),
    /** What changed, without secrets. */
    before: State,
    after: State,
    reason: nullable(Type.String()),
    from: Type.Object({ address: Type.String(), requestId: Type.String() }),
  }),
  key: (payload) => payload.actId,
});
