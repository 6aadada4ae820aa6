import type { LineUnits } from '@haat/contracts/http/refund.ts';
import type { ReturnReason } from '@haat/contracts/http/return.ts';
import { type LineTake, NOTHING, type RefundAmounts, refundOf } from './allocation.ts';
import { moneyText } from './money-text.ts';
import { LineNotFound, TooManyUnits } from './order.errors.ts';
import type { Order, SellerPart } from './order.ts';
import { NotReturnable, ReturnOfSeveralSellers } from './return.errors.ts';
import { holdsUnits, isSellersFault, isSettled, type Return } from './return.ts';

/** Which units of one seller's part are to come back. */
export interface ReturnRequest {
  readonly part: SellerPart;
  readonly takes: readonly LineTake[];
}

/**
 * Picks the units: of a delivered part, within its time, neither cancelled nor in another return.
 * @throws order.line-not-found, return.several-sellers, return.not-returnable, order.too-many-units
 */
export function pickUnits(
  order: Order,
  returns: readonly Return[],
  wanted: readonly LineUnits[],
  now: Date,
): ReturnRequest {
  const quantities = new Map<string, number>();
  for (const { offerId, quantity } of wanted) {
    quantities.set(offerId, (quantities.get(offerId) ?? 0) + quantity);
  }
  const parts = new Set<SellerPart>();
  for (const offerId of quantities.keys()) {
    const part = order.parts.find(({ lines }) => lines.some((line) => line.offerId === offerId));
    if (!part) throw LineNotFound({ offerId });
    parts.add(part);
  }
  const [part, ...others] = parts;
  if (!part || others.length > 0) throw ReturnOfSeveralSellers();
  if (part.status !== 'delivered' || !part.returnBy || now > part.returnBy) {
    throw NotReturnable({ status: part.status, returnBy: part.returnBy?.toISOString() });
  }
  const takes = part.lines.flatMap((line, position) => {
    const quantity = quantities.get(line.offerId);
    if (quantity === undefined) return [];
    const free = freeUnits(part, returns, position);
    if (quantity > free.length) throw TooManyUnits({ offerId: line.offerId, left: free.length });
    return [{ position, units: free.slice(0, quantity) }];
  });
  return { part, takes };
}

function freeUnits(part: SellerPart, returns: readonly Return[], position: number): number[] {
  const line = part.lines[position];
  if (!line) return [];
  const taken = new Set(
    unitsOf(
      returns.filter((each) => each.part === part.id && holdsUnits(each.state)),
      position,
    ),
  );
  return Array.from({ length: line.quantity }, (_, unit) => unit).filter(
    (unit) => unit >= line.cancelled && !taken.has(unit),
  );
}

const unitsOf = (returns: readonly { readonly takes: readonly LineTake[] }[], position: number): number[] =>
  returns.flatMap(({ takes }) => takes.flatMap((take) => (take.position === position ? take.units : [])));

/** What is to be settled of a return: the part, its units, and why they come back. */
export interface ReturnClaim {
  readonly part: SellerPart;
  readonly takes: readonly LineTake[];
  readonly reason: ReturnReason;
}

/**
 * What a return gives back when it is settled now. Shipping goes along where, with it, everything that was sent has
 * come back for a fault of the seller.
 * @param settled the part's other returns, see isSettled
 */
export function refundOfReturn(order: Order, settled: readonly Return[], claim: ReturnClaim): RefundAmounts {
  // Where the whole payment goes back already, there is nothing more to give.
  if (order.payment !== 'succeeded') return NOTHING;
  return refundOf(claim.part, claim.takes, bringsShipping(settled, claim) ? claim.part.amounts.shipping : 0);
}

function bringsShipping(settled: readonly Return[], { part, takes, reason }: ReturnClaim): boolean {
  const earlier = settled.filter((each) => each.part === part.id && isSettled(each.state));
  const faults = [reason, ...earlier.map((each) => each.reason)].every(isSellersFault);
  const everything = part.lines.every((line, position) => {
    const back = new Set(unitsOf([{ takes }, ...earlier], position));
    return line.cancelled + back.size === line.quantity;
  });
  return faults && everything;
}

export function explainReturn(order: Order, refund: RefundAmounts, { part, reason }: ReturnClaim): string[] {
  if (order.payment !== 'succeeded') return ['All that was paid for this order goes back already.'];
  const words = (minor: number) => moneyText(minor, order.currency);
  const { shipping } = part.amounts;
  return [
    ...(shipping > 0 && refund.shipping > 0
      ? [
          `Everything from ${part.sellerName} comes back for its fault, so the shipping of ${words(shipping)} does too.`,
        ]
      : []),
    ...(shipping > 0 && refund.shipping === 0
      ? [
          isSellersFault(reason)
            ? `The shipping of ${words(shipping)} goes back when everything from ${part.sellerName} does.`
            : `The shipping of ${words(shipping)} was for sending the items and stays.`,
        ]
      : []),
    ...(refund.discount > 0
      ? [`These items were reduced by ${words(refund.discount)}, which you did not pay.`]
      : []),
  ];
}
