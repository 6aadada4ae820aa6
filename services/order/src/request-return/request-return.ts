import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type {
  RequestReturnBody,
  ReturnQuoteBody,
  Return as ReturnView,
} from '@haat/contracts/http/return.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import { findOrderPage } from '../db/order-page.query.ts';
import type { OrderReader } from '../db/order-reader.ts';
import { lockOrder } from '../db/order-repository.ts';
import { findReturnOfRequest, insertReturn, returnsOf, type StoredReturn } from '../db/return-repository.ts';
import { storeEvents } from '../db/store-order-events.ts';
import type { OrderTables } from '../db/tables.ts';
import { placeOf, toReturnView } from '../db/to-return-view.ts';
import { LineNotFound, OrderNotFound, TooManyUnits } from '../domain/order.errors.ts';
import type { Order } from '../domain/order.ts';
import { toRefundQuote } from '../domain/refund-quote.ts';
import { explainReturn, pickUnits, type ReturnClaim, refundOfReturn } from '../domain/request-return.ts';
import { NotReturnable, ReturnOfSeveralSellers, ReturnUnitsTaken } from '../domain/return.errors.ts';
import { afterDays, type Return, type ReturnDays } from '../domain/return.ts';
import type { OrderChanges } from '../track-order/order-changes.ts';

export const QUOTE_RETURN_ERRORS = [
  OrderNotFound,
  LineNotFound,
  NotReturnable,
  ReturnOfSeveralSellers,
  TooManyUnits,
] as const;
export const REQUEST_RETURN_ERRORS = [...QUOTE_RETURN_ERRORS, ReturnUnitsTaken] as const;

export interface ReturnDependencies {
  readonly database: Database<OrderTables>;
  readonly changes: OrderChanges;
  readonly days: ReturnDays;
}

/**
 * What would go back to the buyer.
 * @throws order.not-found, order.line-not-found, return.not-returnable, return.several-sellers, order.too-many-units
 */
export async function quoteReturn(
  { database }: Pick<ReturnDependencies, 'database'>,
  reader: OrderReader,
  id: OrderId,
  { lines, reason }: ReturnQuoteBody,
): Promise<RefundQuote> {
  const found = await findOrderPage(database.query, reader, id);
  if (!found) throw OrderNotFound();
  const returns = found.returns.map((stored) => stored.return);
  const picked = pickUnits(found.order, returns, lines, new Date());
  return quoteOf(found.order, returns, { ...picked, reason });
}

/**
 * Asks a seller to take units back; they are in no other return from now on.
 * @param requestKey the same again finds the return, also where the first answer was lost in a crash
 * @throws as {@link quoteReturn}, and return.units-taken
 */
export async function requestReturn(
  { database, changes, days }: ReturnDependencies,
  reader: OrderReader,
  id: OrderId,
  body: RequestReturnBody,
  requestKey: string,
): Promise<ReturnView> {
  const view = await database.transaction(async (unit) => {
    const known = await lockOrder(unit, reader, id);
    if (!known) throw OrderNotFound();
    const { order } = known;
    const earlier = await findReturnOfRequest(unit.query, id, requestKey);
    if (earlier) return toReturnView(earlier, placeOf(order, earlier));
    const returns = (await returnsOf(unit.query, id)).map((stored) => stored.return);
    const now = new Date();
    const picked = pickUnits(order, returns, body.lines, now);
    const refund = quoteOf(order, returns, { ...picked, reason: body.reason });
    const ofPart = returns.filter((each) => each.part === picked.part.id).length;
    const request: Return = {
      id: uuidv7(),
      number: `${picked.part.number}-R${ofPart + 1}`,
      orderId: id,
      part: picked.part.id,
      sellerId: picked.part.sellerId,
      reason: body.reason,
      comment: body.comment.trim(),
      takes: picked.takes,
      state: { status: 'requested', decideBy: afterDays(now, days.decide) },
      requestedAt: now,
    };
    const stored: StoredReturn = { return: request, refund };
    await insertReturn(unit, stored, requestKey);
    storeEvents(unit, known, [
      {
        kind: 'return-moved',
        part: request.part,
        return: request,
        refund: refund.total.amount,
        settles: false,
      },
    ]);
    return toReturnView(stored, placeOf(order, stored));
  });
  await changes.announce(id);
  return view;
}

function quoteOf(order: Order, returns: readonly Return[], claim: ReturnClaim): RefundQuote {
  const refund = refundOfReturn(order, returns, claim);
  return toRefundQuote(
    order,
    [{ part: claim.part.id, takes: claim.takes, refund }],
    explainReturn(order, refund, claim),
  );
}
