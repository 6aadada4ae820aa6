import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { sql } from 'kysely';
import { evolve, type Order, type OrderEvent } from '../domain/order.ts';
import { columnsOf } from './columns.ts';
import { emitEvents } from './emit-events.ts';
import { type LoadedEntry, type OrderWithTimeline, toEntry } from './order-row.ts';
import type { OrderTables } from './tables.ts';
import { timelineText } from './timeline-text.ts';

type Unit = UnitOfWork<OrderTables>;

export interface OrderChange extends OrderWithTimeline {
  readonly events: readonly OrderEvent[];
}

/**
 * Stores what happened to an order as it was read. Where it is not so any more, for whoever did not lock it, the
 * transaction fails: see {@link isChangedMeanwhile}.
 */
export function storeEvents(
  unit: Unit,
  { order: before, timeline }: OrderWithTimeline,
  events: readonly OrderEvent[],
): OrderChange {
  if (events.length === 0) return { order: before, timeline, events };
  const after = { ...events.reduce(evolve, before), version: before.version + 1 };
  const at = new Date();
  const entries = events.map((event) => toTimelineRow(event, after, at));
  unit.send(storeChange(unit, before, after, entries));
  emitEvents(unit, after, events, at);
  return { order: after, timeline: [...timeline, ...entries.map(toEntry)], events };
}

/** Whether a transaction failed because somebody else changed the order that it was about. */
export function isChangedMeanwhile(error: unknown): boolean {
  const { code, table, column } = error as { code?: unknown; table?: unknown; column?: unknown };
  return code === NOT_NULL_VIOLATION && table === 'orders' && column === 'version';
}

const NOT_NULL_VIOLATION = '23502';

interface TimelineRow extends LoadedEntry {
  readonly id: string;
  readonly order_id: OrderId;
}

const toTimelineRow = (event: OrderEvent, order: Order, at: Date): TimelineRow => ({
  id: uuidv7(),
  order_id: order.id,
  seller_order_id: 'part' in event ? event.part : null,
  kind: event.kind.replace('-', '_'),
  text: timelineText(event, order),
  at: at.toISOString(),
});

/**
 * The order, the parts that changed and what the timeline says of it, in one statement. An order that is not what it was
 * when it was read would be left without a version, which the table refuses.
 */
async function storeChange(
  unit: Unit,
  before: Order,
  after: Order,
  entries: readonly TimelineRow[],
): Promise<void> {
  const parts = after.parts
    .filter((part, index) => part !== before.parts[index])
    .map((part) => ({
      id: part.id,
      status: part.status,
      given_back: part.givenBack,
      carrier: part.tracking?.carrier ?? null,
      tracking_number: part.tracking?.number ?? null,
      delivered_at: part.deliveredAt,
      return_by: part.returnBy,
    }));
  await sql`
    with changed as (
      update orders
      set user_id = ${after.userId}, status = ${after.status}, payment_status = ${after.payment},
          cancellation_reason = ${after.cancellationReason}, updated_at = now(),
          version = case when version = ${before.version} then ${after.version}::bigint end
      where id = ${after.id}
      returning id
    ), parts as (
      update seller_orders
      set status = part.status, given_back = part.given_back, carrier = part.carrier,
          tracking_number = part.tracking_number, delivered_at = part.delivered_at, return_by = part.return_by
      from changed, jsonb_populate_recordset(null::seller_orders, ${JSON.stringify(parts)}::jsonb) part
      where seller_orders.id = part.id
    )
    insert into timeline (${columnsOf(entries[0])})
    select ${columnsOf(entries[0], 'entry')}
    from changed, jsonb_populate_recordset(null::timeline, ${JSON.stringify(entries)}::jsonb) entry
  `.execute(unit.query);
}
