import type { LineUnits } from '@haat/contracts/http/refund.ts';
import { RETURN_REASONS, type ReturnReason } from '@haat/contracts/http/return.ts';
import { paidOrders } from '@haat/testing/paid-orders.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, evolve, type Order, type SellerPart } from './order.ts';
import { explainReturn, pickUnits, refundOfReturn } from './request-return.ts';
import { isSellersFault, type Return } from './return.ts';

const NOW = new Date('2026-05-20T00:00:00Z');
const RETURN_BY = new Date('2026-06-10T00:00:00Z');

const delivered = (order: Order): Order => ({
  ...order,
  parts: order.parts.map((part) =>
    part.status === 'to_pack'
      ? { ...part, status: 'delivered', deliveredAt: NOW, returnBy: RETURN_BY }
      : part,
  ),
});
const cancel = (order: Order, lines: readonly LineUnits[]): Order =>
  decide({ kind: 'cancel-lines', lines, reason: 'By mistake' }, order).reduce(evolve, order);

const aReturn = (part: SellerPart, takes: Return['takes'], reason: ReturnReason, number: string): Return => ({
  id: number,
  number,
  orderId: 'order' as Return['orderId'],
  part: part.id,
  sellerId: part.sellerId,
  reason,
  comment: '',
  takes,
  state: { status: 'requested', decideBy: NOW },
  requestedAt: NOW,
});
const as = (each: Return, status: 'refused' | 'withdrawn' | 'refunded'): Return => ({
  ...each,
  state:
    status === 'refused'
      ? { status, by: 'seller', reason: 'No' }
      : status === 'withdrawn'
        ? { status, by: 'buyer' }
        : { status, at: NOW },
});
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

/** A walk through what may become of an order: some items are cancelled, then returns come and go until nothing is left. */
const walks = fc.record({
  order: paidOrders,
  cancelled: fc.array(fc.nat(), { maxLength: 3 }),
  steps: fc.array(
    fc.record({
      line: fc.nat(),
      share: fc.nat(),
      reason: fc.constantFrom(...RETURN_REASONS),
      fate: fc.constantFrom('refunded', 'refused', 'withdrawn', 'refunded', 'stays' as const),
    }),
    { maxLength: 30 },
  ),
});

describe('cancellations and returns together', () => {
  it('give back what was paid, less the shipping that stays, and never more, whatever the order of things', () => {
    fc.assert(
      fc.property(walks, ({ order: paid, cancelled, steps }) => {
        let order = paid;
        for (const pick of cancelled) {
          const open = order.parts
            .flatMap((part) => part.lines)
            .filter((line) => line.cancelled < line.quantity);
          const line = open[pick % Math.max(open.length, 1)];
          if (line) {
            const quantity = 1 + (pick % (line.quantity - line.cancelled));
            order = cancel(order, [{ offerId: line.offerId, quantity }]);
          }
        }
        order = delivered(order);
        const given = new Map(order.parts.map((part) => [part.id, part.givenBack]));
        let returns: Return[] = [];
        const settle = (each: Return, part: SellerPart) => {
          const others = returns.filter((other) => other !== each);
          const refund = refundOfReturn(order, others, { ...each, part });
          expect(Math.min(...Object.values(refund))).toBeGreaterThanOrEqual(0);
          given.set(part.id, (given.get(part.id) ?? 0) + refund.total);
          returns = [...others, as(each, 'refunded')];
          expect(given.get(part.id)).toBeLessThanOrEqual(part.amounts.total);
        };
        const ask = (offerId: string, quantity: number, reason: ReturnReason) => {
          const { part, takes } = pickUnits(order, returns, [{ offerId, quantity }], NOW);
          const each = aReturn(part, takes, reason, `R${returns.length}`);
          returns.push(each);
          return { each, part };
        };
        const free = (offerId: string): number => {
          const answer = code(() => pickUnits(order, returns, [{ offerId, quantity: 21 }], NOW));
          expect(answer).toBe('order.too-many-units');
          for (let left = 20; left > 0; left--) {
            if (code(() => pickUnits(order, returns, [{ offerId, quantity: left }], NOW)) === 'none')
              return left;
          }
          return 0;
        };
        const lines = order.parts.flatMap((part) => (part.status === 'delivered' ? part.lines : []));
        for (const { line: pick, share, reason, fate } of steps) {
          const line = lines[pick % Math.max(lines.length, 1)];
          const left = line ? free(line.offerId) : 0;
          if (!line || left === 0) continue;
          const { each, part } = ask(line.offerId, 1 + (share % left), reason);
          if (fate === 'refunded') settle(each, part);
          else if (fate !== 'stays')
            returns = returns.map((other) => (other === each ? as(each, fate) : other));
        }
        // What is open is settled, and the rest comes back too.
        for (const each of returns.filter(({ state }) => state.status === 'requested')) {
          const part = order.parts.find(({ id }) => id === each.part);
          if (part) settle(each, part);
        }
        for (const line of lines) {
          const left = free(line.offerId);
          if (left > 0) {
            const { each, part } = ask(line.offerId, left, 'damaged');
            settle(each, part);
          }
        }
        for (const part of order.parts) {
          const done = returns.filter((each) => each.part === part.id && each.state.status === 'refunded');
          const faults = done.every((each) => isSellersFault(each.reason));
          const stays = part.status === 'delivered' && !faults ? part.amounts.shipping : 0;
          expect(given.get(part.id)).toBe(part.amounts.total - stays);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** A part of two lamps at $10.00 with $0.73 tax each pair, shipped for $4.99. */
function lamps(): Order {
  const [order] = fc.sample(paidOrders, 1);
  const [part] = (order as Order).parts;
  const [line] = (part as SellerPart).lines;
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const lamp = {
    ...(line as SellerPart['lines'][number]),
    offerId: 'lamp',
    title: 'Lamp',
    quantity: 2,
    unitPrice: usd(1_000),
    lineTotal: usd(2_000),
    tax: usd(145),
    cancelled: 0,
  };
  const only: SellerPart = {
    ...(part as SellerPart),
    sellerName: 'Northwind',
    lines: [lamp],
    amounts: { subtotal: 2_000, shipping: 499, tax: 145, discount: 0, total: 2_644 },
  };
  return delivered({ ...(order as Order), amounts: only.amounts, parts: [only] });
}
const want = (quantity: number): LineUnits[] => [{ offerId: 'lamp', quantity }];
const total = (order: Order, returns: readonly Return[], quantity: number, reason: ReturnReason) => {
  const claim = { ...pickUnits(order, returns, want(quantity), NOW), reason };
  const refund = refundOfReturn(order, returns, claim);
  return [refund.total, refund.shipping, ...explainReturn(order, refund, claim)];
};

describe('shipping', () => {
  it('goes back when all of a parcel does, for the seller’s fault', () => {
    const order = lamps();
    expect(total(order, [], 2, 'damaged')).toEqual([
      2_644,
      499,
      'Everything from Northwind comes back for its fault, so the shipping of $4.99 does too.',
    ]);
    expect(total(order, [], 2, 'changed_mind')).toEqual([
      2_145,
      0,
      'The shipping of $4.99 was for sending the items and stays.',
    ]);
    expect(total(order, [], 1, 'damaged')).toEqual([
      1_073,
      0,
      'The shipping of $4.99 goes back when everything from Northwind does.',
    ]);
  });

  it('goes back with the last of several returns, if all were for the seller’s fault, and only settled ones count', () => {
    const order = lamps();
    const [part] = order.parts as [SellerPart];
    const first = (reason: ReturnReason) => aReturn(part, [{ position: 0, units: [0] }], reason, 'R1');
    expect(total(order, [as(first('defective'), 'refunded')], 1, 'damaged').slice(0, 2)).toEqual([
      1_571, 499,
    ]);
    expect(total(order, [as(first('changed_mind'), 'refunded')], 1, 'damaged').slice(0, 2)).toEqual([
      1_072, 0,
    ]);
    expect(total(order, [first('defective')], 1, 'damaged').slice(0, 2)).toEqual([1_072, 0]);
  });
});

describe('what cannot be sent back', () => {
  it('was not delivered, or too long ago, or was cancelled, or is in another return', () => {
    const order = lamps();
    const [part] = order.parts as [SellerPart];
    const changed = (change: Partial<SellerPart>): Order => ({ ...order, parts: [{ ...part, ...change }] });
    const pick = (from: Order, returns: readonly Return[] = [], quantity = 1, now = NOW) =>
      code(() => pickUnits(from, returns, want(quantity), now));
    expect(pick(order)).toBe('none');
    for (const status of ['to_pack', 'packed', 'shipped', 'cancelled'] as const) {
      expect(pick(changed({ status }))).toBe('return.not-returnable');
    }
    expect(pick(order, [], 1, new Date(RETURN_BY.getTime() + 1))).toBe('return.not-returnable');
    expect(pick(order, [], 1, RETURN_BY)).toBe('none');
    const [lamp] = part.lines as [SellerPart['lines'][number]];
    expect(pick(changed({ lines: [{ ...lamp, cancelled: 1 }] }), [], 2)).toBe('order.too-many-units');
    const open = aReturn(part, [{ position: 0, units: [0, 1] }], 'damaged', 'R1');
    expect(pick(order, [open])).toBe('order.too-many-units');
    expect(pick(order, [as(open, 'refunded')])).toBe('order.too-many-units');
    expect(pick(order, [as(open, 'refused')], 2)).toBe('none');
    expect(pick(order, [as(open, 'withdrawn')], 2)).toBe('none');
    expect(code(() => pickUnits(order, [], [{ offerId: 'rug', quantity: 1 }], NOW))).toBe(
      'order.line-not-found',
    );
  });

  it('is of two sellers at once', () => {
    const order = lamps();
    const [part] = order.parts as [SellerPart];
    const [lamp] = part.lines as [SellerPart['lines'][number]];
    const other = { ...part, id: 'other' as SellerPart['id'], lines: [{ ...lamp, offerId: 'desk' }] };
    const both = { ...order, parts: [part, other] };
    const wanted = [...want(1), { offerId: 'desk', quantity: 1 }];
    expect(code(() => pickUnits(both, [], wanted, NOW))).toBe('return.several-sellers');
  });
});
