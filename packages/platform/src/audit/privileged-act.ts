import type { EventPayload } from '@haat/contracts/define-event.ts';
import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { FastifyRequest } from 'fastify';
import { requireUser, type UserActor } from '../auth/actor.ts';
import type { UnitOfWork } from '../db/database.ts';
import { clientAddress } from '../http/client-address.ts';
import { uuidv7 } from '../ids/uuidv7.ts';

/** Who acts, and from where. */
export interface ActSource extends ActOrigin {
  readonly actor: UserActor;
}

/** As much of it as the audit log keeps; also of who acts by what they ordered some time ago. */
export interface ActOrigin {
  readonly actor: Pick<UserActor, 'userId' | 'email' | 'staffRole' | 'impersonator'>;
  readonly address: string;
  readonly requestId: string;
}

export interface Act {
  /** What was done, e.g. `order.refunded`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** What changed, without secrets. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
}

/** @throws auth.required, auth.forbidden where no user asks */
export const actSource = (request: FastifyRequest): ActSource => ({
  actor: requireUser(request.actor),
  address: clientAddress(request),
  requestId: request.id,
});

/** Tells the audit log of it, if and only if the act is committed. */
export function auditPrivilegedAct(
  unit: Pick<UnitOfWork<unknown>, 'emit'>,
  source: ActOrigin,
  act: Act,
): void {
  unit.emit(PrivilegedAct, privilegedAct(source, act), 1);
}

/** For services whose outbox is not a table. */
export function privilegedAct(
  { actor, address, requestId }: ActOrigin,
  { action, subject, before, after, reason }: Act,
): EventPayload<typeof PrivilegedAct> {
  const by = actor.impersonator;
  return {
    actId: uuidv7(),
    actor: by
      ? { ...by, staffRole: null }
      : { userId: actor.userId, email: actor.email, staffRole: actor.staffRole },
    impersonating: by ? actor.userId : null,
    action,
    subject,
    before: before ?? null,
    after: after ?? null,
    reason: reason ?? null,
    from: { address, requestId },
  };
}
