import type { EventPayload } from '@haat/contracts/define-event.ts';
import type { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { Kysely } from 'kysely';
import type { AuthTables } from './tables.ts';

/** @param acts each with when it was done; one that is there already is left as it stands */
export async function appendToAuditLog(
  query: Kysely<AuthTables>,
  acts: readonly (EventPayload<typeof PrivilegedAct> & { readonly at: string })[],
): Promise<void> {
  await query
    .insertInto('audit_log')
    .values(
      acts.map((act) => ({
        act_id: act.actId,
        at: new Date(act.at),
        actor_id: act.actor.userId,
        actor_email: act.actor.email,
        staff_role: act.actor.staffRole,
        impersonating: act.impersonating,
        action: act.action,
        subject_type: act.subject.type,
        subject_id: act.subject.id,
        before: act.before && JSON.stringify(act.before),
        after: act.after && JSON.stringify(act.after),
        reason: act.reason,
        address: act.from.address,
        request_id: act.from.requestId,
      })),
    )
    .onConflict((conflict) => conflict.column('act_id').doNothing())
    .execute();
}
