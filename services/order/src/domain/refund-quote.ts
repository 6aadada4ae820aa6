import type { RefundQuote } from '@haat/contracts/http/refund.ts';
import type { SellerOrderId } from '@haat/contracts/ids.ts';
import { money } from '@haat/contracts/money.ts';
import { addRefunds, isTaxOnTop, type LineTake, type RefundAmounts, refundOf } from './allocation.ts';
import type { CancelledPart } from './cancel-lines.ts';
import { moneyText } from './money-text.ts';
import type { Order, SellerPart } from './order.ts';

export interface PartRefund {
  readonly part: SellerOrderId;
  readonly takes: readonly LineTake[];
  readonly refund: RefundAmounts;
}

/** As the buyer sees it. */
export function toRefundQuote(
  order: Order,
  parts: readonly PartRefund[],
  explanation: readonly string[],
): RefundQuote {
  const { currency } = order;
  const sum = addRefunds(parts.map(({ refund }) => refund));
  return {
    total: money(sum.total, currency),
    items: money(sum.items, currency),
    discount: money(sum.discount, currency),
    tax: money(sum.tax, currency),
    taxIncluded: !isTaxOnTop(order.amounts),
    shipping: money(sum.shipping, currency),
    lines: parts.flatMap(({ part: id, takes, refund }) => {
      const part = partOf(order, id);
      return takes.map((take) => {
        const line = part.lines[take.position];
        const paid = refund.total === 0 ? 0 : refundOf(part, [take], 0).total;
        return {
          offerId: line?.offerId ?? '',
          title: line?.title ?? '',
          quantity: take.units.length,
          refund: money(paid, currency),
        };
      });
    }),
    explanation: [...explanation],
  };
}

/** Why a cancellation gives back what it does. */
export function explainCancellation(order: Order, parts: readonly CancelledPart[]): string[] {
  if (order.payment !== 'succeeded') return ['All that was paid for this order goes back already.'];
  const words = (minor: number) => moneyText(minor, order.currency);
  const { discount } = addRefunds(parts.map(({ refund }) => refund));
  return [
    ...parts.flatMap(({ part: id, ends }) => {
      const { sellerName, amounts } = partOf(order, id);
      if (amounts.shipping === 0) return [];
      return ends
        ? [
            `${sellerName} has nothing left to send, so its shipping of ${words(amounts.shipping)} goes back too.`,
          ]
        : [`${sellerName} still sends the rest, so its shipping of ${words(amounts.shipping)} stays.`];
    }),
    ...(discount > 0 ? [`These items were reduced by ${words(discount)}, which you did not pay.`] : []),
  ];
}

export function partOf(order: Order, id: SellerOrderId): SellerPart {
  const part = order.parts.find((candidate) => candidate.id === id);
  if (!part) throw new Error(`order ${order.id} has no part ${id}`);
  return part;
}
