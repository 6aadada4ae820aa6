import { PrivilegedAct } from '@haat/contracts/events/privileged-act.v1.ts';
import { type Act, type ActSource, privilegedAct } from '@haat/platform/audit/privileged-act.ts';
import { toEnvelope } from '@haat/platform/outbox/envelope.ts';
import type { CatalogDatabase } from './catalog-database.ts';

/** Call it before the act: one that is cut off is in the audit log all the same, one that is not there was not done. */
export async function recordAct(
  { acts }: Pick<CatalogDatabase, 'acts'>,
  source: ActSource,
  act: Act,
): Promise<void> {
  const event = toEnvelope(PrivilegedAct, privilegedAct(source, act), 1);
  await acts.insertOne({ _id: event.id, version: 1, pendingEvents: [event], outboxState: 'pending' });
}
