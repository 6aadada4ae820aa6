import type { OrderedLine, OrderStatus, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import type { LineUnits } from '@haat/contracts/http/refund.ts';
import type { SellerOrderId } from '@haat/contracts/ids.ts';
import { type LineTake, NOTHING, type RefundAmounts, refundOf } from './allocation.ts';
import { LineNotFound, LinesNotCancellable, TooManyUnits } from './order.errors.ts';
import type { Amounts } from './pricing.ts';

/** As much of an order as decides what of it can be cancelled. */
interface OpenOrder {
  readonly status: OrderStatus;
  readonly payment: string;
  readonly parts: readonly OpenPart[];
}
interface OpenPart {
  readonly id: SellerOrderId;
  readonly status: SellerOrderStatus;
  readonly lines: readonly OrderedLine[];
  readonly amounts: Amounts;
}

/** What a cancellation takes out of one seller's part. */
export interface CancelledPart {
  readonly part: SellerOrderId;
  readonly takes: readonly LineTake[];
  readonly refund: RefundAmounts;
  /** Nothing is left to pack. */
  readonly ends: boolean;
}

/**
 * Which units go and what they cost their buyer. Shipping is the price of a parcel: it goes back with the last item of
 * the part, for then no parcel is sent.
 * @throws order.line-not-found, order.lines-not-cancellable, order.too-many-units
 */
export function cancelLines(order: OpenOrder, wanted: readonly LineUnits[]): CancelledPart[] {
  if (order.status !== 'confirmed') throw LinesNotCancellable({ status: order.status });
  const quantities = quantitiesOf(wanted);
  const parts = order.parts.flatMap((part) => {
    const takes = takesOf(part, quantities);
    return takes.length === 0 ? [] : [cancelInPart(order, part, takes)];
  });
  const [unknown] = [...quantities.keys()].filter((offerId) => !findLine(order, offerId));
  if (unknown) throw LineNotFound({ offerId: unknown });
  return parts;
}

function cancelInPart(order: OpenOrder, part: OpenPart, takes: readonly LineTake[]): CancelledPart {
  const ends = part.lines.every((line, position) => {
    const taken = takes.find((take) => take.position === position)?.units.length ?? 0;
    return line.cancelled + taken === line.quantity;
  });
  // Where the whole payment goes back already, there is nothing more to give.
  const refund =
    order.payment === 'succeeded' ? refundOf(part, takes, ends ? part.amounts.shipping : 0) : NOTHING;
  return { part: part.id, takes, refund, ends };
}

function takesOf(part: OpenPart, quantities: ReadonlyMap<string, number>): LineTake[] {
  return part.lines.flatMap((line, position) => {
    const quantity = quantities.get(line.offerId);
    if (quantity === undefined) return [];
    if (part.status !== 'to_pack') throw LinesNotCancellable({ status: part.status });
    const left = line.quantity - line.cancelled;
    if (quantity > left) throw TooManyUnits({ offerId: line.offerId, left });
    return [{ position, units: Array.from({ length: quantity }, (_, index) => line.cancelled + index) }];
  });
}

/** An offer that is named twice counts twice. */
function quantitiesOf(wanted: readonly LineUnits[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { offerId, quantity } of wanted) sums.set(offerId, (sums.get(offerId) ?? 0) + quantity);
  return sums;
}

const findLine = (order: OpenOrder, offerId: string) =>
  order.parts.flatMap((part) => part.lines).find((line) => line.offerId === offerId);
