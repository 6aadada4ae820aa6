import type { OrderId } from '@haat/contracts/ids.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { uuidv7 } from '@haat/platform/ids/uuidv7.ts';
import type { OrderReader } from '../db/order-reader.ts';
import { lockOrder } from '../db/order-repository.ts';
import { returnsOf, type StoredReturn, storeReturn } from '../db/return-repository.ts';
import { storeEvents } from '../db/store-order-events.ts';
import type { OrderTables } from '../db/tables.ts';
import type { Order, OrderEvent } from '../domain/order.ts';
import { partOf, toRefundQuote } from '../domain/refund-quote.ts';
import { explainReturn, refundOfReturn } from '../domain/request-return.ts';
import { ReturnNotFound, ReturnUnitsTaken, WrongReturnStep } from '../domain/return.errors.ts';
import {
  decideReturn,
  type Return,
  type ReturnCommand,
  type ReturnDays,
  type ReturnState,
} from '../domain/return.ts';

export const MOVE_RETURN_ERRORS = [ReturnNotFound, WrongReturnStep, ReturnUnitsTaken] as const;

type Unit = UnitOfWork<OrderTables>;

export interface MovedReturn {
  readonly order: Order;
  readonly before: ReturnState;
  /** As it is now, moved or not. */
  readonly stored: StoredReturn;
}

/**
 * Takes a return a step on: the return and its units, the order's timeline and what was given back of it, and the
 * events that refund, restock and tell, in the caller's transaction. A step that was done before changes nothing.
 * @param commandFor what is to be done in the state that it is in; null: nothing
 * @throws return.not-found, return.wrong-step, return.units-taken
 */
export async function moveReturn(
  unit: Unit,
  days: ReturnDays,
  reader: OrderReader,
  { orderId, returnId }: { readonly orderId: OrderId; readonly returnId: string },
  commandFor: (state: ReturnState) => ReturnCommand | null,
): Promise<MovedReturn> {
  const known = await lockOrder(unit, reader, orderId);
  const all = known ? await returnsOf(unit.query, orderId) : [];
  const stored = all.find((each) => each.return.id === returnId);
  if (!known || !stored) throw ReturnNotFound();
  const { order } = known;
  const before = stored.return.state;
  const command = commandFor(before);
  const next = command && decideReturn(command, before, new Date(), days);
  if (!next) return { order, before, stored };
  const others = all.filter((each) => each !== stored).map((each) => each.return);
  const { after, events, refundId } =
    next.status === 'received' ? settle(order, others, stored.return, next) : move(stored, next);
  const change = storeEvents(unit, known, events);
  await storeReturn(unit, stored.return, after, refundId);
  return { order: change.order, before, stored: after };
}

interface Outcome {
  readonly after: StoredReturn;
  readonly events: readonly OrderEvent[];
  readonly refundId: string | null;
}

function move(stored: StoredReturn, state: ReturnState): Outcome {
  const after = { ...stored, return: { ...stored.return, state } };
  return { after, events: [movedTo(after, false)], refundId: null };
}

/** The goods are there, or staff say that it is well: the money goes back. */
function settle(order: Order, others: readonly Return[], claimed: Return, state: ReturnState): Outcome {
  const { part: id, takes, reason, number } = claimed;
  const claim = { part: partOf(order, id), takes, reason };
  const amounts = refundOfReturn(order, others, claim);
  const refund = toRefundQuote(
    order,
    [{ part: id, takes, refund: amounts }],
    explainReturn(order, amounts, claim),
  );
  const received = { return: { ...claimed, state }, refund };
  if (amounts.total === 0) {
    // Nothing is under way whose arrival would end it.
    const ended = { return: { ...claimed, state: { status: 'refunded', at: new Date() } as const }, refund };
    return { after: ended, events: [movedTo(received, true), movedTo(ended, false)], refundId: null };
  }
  const refundId = uuidv7();
  return {
    after: received,
    events: [
      movedTo(received, true),
      {
        kind: 'refund-requested',
        reason: `Return ${number}`,
        amount: amounts.total,
        refundId,
        parts: [{ part: id, amount: amounts.total }],
      },
    ],
    refundId,
  };
}

const movedTo = ({ return: moved, refund }: StoredReturn, settles: boolean): OrderEvent => ({
  kind: 'return-moved',
  part: moved.part,
  return: moved,
  refund: refund.total.amount,
  settles,
});
