import type { Order, SellerOrderPart } from '@haat/contracts/http/order.ts';
import type { Return } from '@haat/contracts/http/return.ts';
import type { PickableLine } from '@/shared/ui/unit-picker.tsx';

const holds = ({ state }: Return): boolean => state.status !== 'refused' && state.status !== 'withdrawn';

export const returnsOf = (order: Order, part: SellerOrderPart): Return[] =>
  order.returns.filter((each) => each.sellerOrderId === part.id);

/** What of a parcel can still be sent back: delivered, in time, neither cancelled nor in another return. */
export function returnableLines(order: Order, part: SellerOrderPart, now: Date): PickableLine[] {
  if (part.status !== 'delivered' || !part.returnBy || new Date(part.returnBy) < now) return [];
  const taken = new Map<string, number>();
  for (const each of returnsOf(order, part).filter(holds)) {
    for (const line of each.lines) taken.set(line.offerId, (taken.get(line.offerId) ?? 0) + line.quantity);
  }
  return part.lines.flatMap((line) => {
    const left = line.quantity - line.cancelled - (taken.get(line.offerId) ?? 0);
    return left > 0 ? [{ ...line, left }] : [];
  });
}
