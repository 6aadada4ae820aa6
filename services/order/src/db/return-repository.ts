import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { OrderId, SellerId, SellerOrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import { ReturnUnitsTaken } from '../domain/return.errors.ts';
import { dueAt, holdsUnits, type Return, type ReturnState } from '../domain/return.ts';
import type { OrderTables, StoredReturnState } from './tables.ts';

type Unit = UnitOfWork<OrderTables>;
type Query = Kysely<OrderTables>;
export type ReturnRow = Selectable<OrderTables['returns']>;

/** A return with what it gives back, as it was shown or settled. */
export interface StoredReturn {
  readonly return: Return;
  readonly refund: RefundQuote;
}

/** Newest first; the order itself has been found for who asks. */
export async function returnsOf(query: Query, orderId: OrderId): Promise<StoredReturn[]> {
  const rows = await query
    .selectFrom('returns')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toStoredReturn);
}

/** What was asked for by the same request before. */
export async function findReturnOfRequest(
  query: Query,
  orderId: OrderId,
  requestKey: string,
): Promise<StoredReturn | undefined> {
  const row = await query
    .selectFrom('returns')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
  return row && toStoredReturn(row);
}

/** @param owner the seller whose part it must be of; null for staff and for this service itself */
export async function findOrderOfReturn(
  query: Query,
  owner: { readonly sellerId: SellerId } | null,
  id: string,
): Promise<OrderId | undefined> {
  const row = await query
    .selectFrom('returns')
    .select('order_id')
    .where('id', '=', id)
    .$if(owner !== null, (select) => select.where('seller_id', '=', owner?.sellerId as SellerId))
    .executeTakeFirst();
  return row?.order_id;
}

export async function findReturnByRefund(
  query: Query,
  refundId: string,
): Promise<{ id: string } | undefined> {
  return query.selectFrom('returns').select('id').where('refund_id', '=', refundId).executeTakeFirst();
}

/** Returns whose next step was not done in time, the longest waiting first. */
export async function dueReturns(query: Query, limit: number): Promise<{ id: string; orderId: OrderId }[]> {
  return query
    .selectFrom('returns')
    .select(['id', 'order_id as orderId'])
    .where('due_at', '<', sql<Date>`now()`)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

/** @throws return.units-taken where somebody was quicker */
export async function insertReturn(
  unit: Unit,
  { return: request, refund }: StoredReturn,
  requestKey: string,
): Promise<void> {
  await unit.query
    .insertInto('returns')
    .values({
      id: request.id,
      number: request.number,
      order_id: request.orderId,
      seller_order_id: request.part,
      seller_id: request.sellerId,
      request_key: requestKey,
      reason: request.reason,
      comment: request.comment,
      takes: JSON.stringify(request.takes),
      refund: JSON.stringify(refund),
      refund_id: null,
      requested_at: request.requestedAt,
      ...stateColumns(request.state),
    })
    .execute();
  await takeUnits(unit, request);
}

/**
 * Stores where a return went; the order is locked.
 * @throws return.units-taken where its units had been free, and are in another one by now
 */
export async function storeReturn(
  unit: Unit,
  before: Return,
  { return: after, refund }: StoredReturn,
  refundId: string | null,
): Promise<void> {
  await unit.query
    .updateTable('returns')
    .set({
      ...stateColumns(after.state),
      refund: JSON.stringify(refund),
      ...(refundId === null ? {} : { refund_id: refundId }),
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', after.id)
    .execute();
  if (holdsUnits(after.state) && !holdsUnits(before.state)) await takeUnits(unit, after);
  if (!holdsUnits(after.state) && holdsUnits(before.state)) {
    await unit.query.deleteFrom('return_units').where('return_id', '=', after.id).execute();
  }
}

async function takeUnits(unit: Unit, { id, part, takes }: Return): Promise<void> {
  const values = takes.flatMap(({ position, units }) =>
    units.map((each) => ({ seller_order_id: part, position, unit: each, return_id: id })),
  );
  const taken = await unit.query
    .insertInto('return_units')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .returning('unit')
    .execute();
  if (taken.length < values.length) throw ReturnUnitsTaken();
}

const stateColumns = ({ status, ...rest }: ReturnState) => ({
  status,
  state: JSON.stringify(rest),
  due_at: dueAt({ status, ...rest } as ReturnState),
});

export const toStoredReturn = (row: ReturnRow): StoredReturn => ({
  return: {
    id: row.id,
    number: row.number,
    orderId: row.order_id,
    part: row.seller_order_id as SellerOrderId,
    sellerId: row.seller_id,
    reason: row.reason,
    comment: row.comment,
    takes: row.takes,
    state: toState(row.status, row.state),
    requestedAt: row.requested_at,
  },
  refund: row.refund,
});

/** JSON keeps times as text. */
const TIMES: readonly string[] = ['decideBy', 'sendBy', 'receiveBy', 'at'];

function toState(status: ReturnState['status'], stored: StoredReturnState): ReturnState {
  const fields = Object.entries(stored).map(([name, value]) => [
    name,
    TIMES.includes(name) ? new Date(String(value)) : value,
  ]);
  return { status, ...Object.fromEntries(fields) } as ReturnState;
}
