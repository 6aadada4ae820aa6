import { type Static, Type } from 'typebox';
import { StaffRole } from './auth.ts';
import { Cursor, Instant, nullable, PageLimit, page, Uuid } from './primitives.ts';

const State = nullable(Type.Record(Type.String(), Type.Unknown()));

const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });

/** Something that was done by a right that others do not have. */
export const AuditEntry = Type.Object({
  id: Uuid,
  at: Instant,
  actor: Type.Object({ userId: Uuid, email: Type.String(), staffRole: nullable(StaffRole) }),
  /** Whom the actor acted as. */
  impersonating: nullable(Uuid),
  action: Type.String(),
  subject: Type.Object({ type: Type.String(), id: Type.String() }),
  before: State,
  after: State,
  reason: nullable(Type.String()),
  from: Type.Object({ address: Type.String(), requestId: Type.String() }),
});
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditQuery = Type.Object(
  {
    /** E-mail address of who did it. */
    actor: Type.Optional(Type.String({ maxLength: 254 })),
    /** An action, or the beginning of its name, e.g. `order.`. */
    action: Type.Optional(Type.String({ maxLength: 100, pattern: '^[a-z0-9.-]*$' })),
    /** Id of what it was done to. */
    subject: Type.Optional(Type.String({ maxLength: 100 })),
    /** Days, both included (YYYY-MM-DD, UTC). */
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    limit: Type.Optional(PageLimit(100, 50)),
    cursor: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type AuditQuery = Static<typeof AuditQuery>;
export const AuditPage = page(AuditEntry);
export type AuditPage = Static<typeof AuditPage>;
