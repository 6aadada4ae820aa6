import type { OrderId } from '@haat/contracts/ids.ts';
import { Overtaken, type UnitOfWork } from '@haat/platform/db/database.ts';
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

/** Stores what happened to an order that was locked before it was read. */
export const storeEvents = (
  unit: Unit,
  found: OrderWithTimeline,
  events: readonly OrderEvent[],
): OrderChange => store(unit, found, events, 'locked');

/**
 * The same without a lock, in one round trip. Where the order is not as it was read any more, nothing is stored and the
 * transaction throws: see {@link isChangedMeanwhile}.
 */
export const storeEventsIfUnchanged = (
  unit: Unit,
  found: OrderWithTimeline,
  events: readonly OrderEvent[],
): OrderChange => store(unit, found, events, 'as-read');

type Hold = 'locked' | 'as-read';

function store(
  unit: Unit,
  { order: before, timeline }: OrderWithTimeline,
  events: readonly OrderEvent[],
  hold: Hold,
): OrderChange {
  if (events.length === 0) return { order: before, timeline, events };
  const after = { ...events.reduce(evolve, before), version: before.version + 1 };
  const at = new Date();
  const entries = events.map((event) => toTimelineRow(event, after, at));
  unit.send(storeChange(unit, before, after, entries, hold));
  // The timeline tells whether it was this change that was stored.
  if (hold === 'as-read') {
    unit.emitOnlyIf(sql`exists (select from timeline where id = ${entries[0]?.id}::uuid)`);
  }
  emitEvents(unit, after, events, at);
  return { order: after, timeline: [...timeline, ...entries.map(toEntry)], events };
}

/** Whether a transaction failed because somebody else changed the order that it was about. */
export const isChangedMeanwhile = (error: unknown): boolean => error instanceof Overtaken;

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
 * when it was read stays as it is; under a lock that cannot be, and it would be left without a version, which the table
 * refuses.
 */
async function storeChange(
  unit: Unit,
  before: Order,
  after: Order,
  entries: readonly TimelineRow[],
  hold: Hold,
): Promise<void> {
  const isAsRead = sql`version = ${before.version}`;
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
          version = case when ${isAsRead} then ${after.version}::bigint end
      where id = ${after.id} ${hold === 'as-read' ? sql`and ${isAsRead}` : sql``}
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
