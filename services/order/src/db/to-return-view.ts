import type { OrderedLine } from '@haat/contracts/http/order.ts';
import type { Return as ReturnView } from '@haat/contracts/http/return.ts';
import type { Order } from '../domain/order.ts';
import { partOf } from '../domain/refund-quote.ts';
import type { ReturnState } from '../domain/return.ts';
import type { StoredReturn } from './return-repository.ts';

/** Where it belongs, as far as a view names it. */
export interface ReturnPlace {
  readonly orderNumber: string;
  readonly sellerName: string;
  readonly lines: readonly Pick<OrderedLine, 'offerId' | 'title' | 'options' | 'imageUrl'>[];
}

export function toReturnView({ return: each, refund }: StoredReturn, place: ReturnPlace): ReturnView {
  return {
    id: each.id,
    number: each.number,
    orderId: each.orderId,
    orderNumber: place.orderNumber,
    sellerOrderId: each.part,
    sellerName: place.sellerName,
    reason: each.reason,
    comment: each.comment,
    lines: each.takes.flatMap(({ position, units }) => {
      const line = place.lines[position];
      if (!line) return [];
      const { offerId, title, options, imageUrl } = line;
      return [{ offerId, title, options, imageUrl, quantity: units.length }];
    }),
    refund,
    state: toStateView(each.state),
    requestedAt: each.requestedAt.toISOString(),
  };
}

export function placeOf(order: Order, { return: { part: id } }: StoredReturn): ReturnPlace {
  const part = partOf(order, id);
  return { orderNumber: order.number, sellerName: part.sellerName, lines: part.lines };
}

function toStateView(state: ReturnState): ReturnView['state'] {
  switch (state.status) {
    case 'requested':
      return { ...state, decideBy: state.decideBy.toISOString() };
    case 'approved':
      return { ...state, sendBy: state.sendBy.toISOString() };
    case 'shipped_back':
      return { ...state, receiveBy: state.receiveBy.toISOString() };
    case 'refunded':
      return { ...state, at: state.at.toISOString() };
    case 'refused':
    case 'received':
    case 'withdrawn':
      return state;
  }
}
