import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { onEvents } from '@haat/platform/events/event-handler.ts';
import { appendToAuditLog } from '../db/audit-log-repository.ts';
import type { AuthTables } from '../db/tables.ts';

export const onPrivilegedAct = onEvents(PrivilegedAct, async (unit: UnitOfWork<AuthTables>, events) => {
  await appendToAuditLog(
    unit.query,
    events.map(({ payload, occurredAt }) => ({ ...payload, at: occurredAt })),
  );
});
