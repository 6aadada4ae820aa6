import type { LineUnits } from '@haat/contracts/http/refund.ts';
import type { SellerOrderId } from '@haat/contracts/ids.ts';
import { paidOrders } from '@haat/testing/paid-orders.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelLines } from './cancel-lines.ts';
import { decide, evolve, type Order, type OrderEvent } from './order.ts';
import { explainCancellation, toRefundQuote } from './refund-quote.ts';

const apply = (order: Order, events: readonly OrderEvent[]): Order => events.reduce(evolve, order);
const cancel = (order: Order, lines: readonly LineUnits[]) =>
  decide({ kind: 'cancel-lines', lines, reason: 'By mistake' }, order);
const asked = (events: readonly OrderEvent[]): number =>
  events.reduce((sum, event) => sum + (event.kind === 'refund-requested' ? (event.amount ?? 0) : 0), 0);
const linesOf = (order: Order) => order.parts.flatMap((part) => part.lines);
const kinds = (events: readonly OrderEvent[]) => events.map(({ kind }) => kind);

/** Any way to cancel an order to the end: a list of picks, each of some units of one or two lines. */
const picks = fc.array(
  fc.record({ first: fc.nat(), second: fc.option(fc.nat(), { nil: undefined }), share: fc.nat() }),
  { minLength: 1, maxLength: 40 },
);

describe('items that are cancelled', () => {
  it('give back exactly what was paid when nothing is left, in whatever steps, and never more', () => {
    fc.assert(
      fc.property(paidOrders, picks, (paid, steps) => {
        let order = paid;
        let back = 0;
        const step = (lines: readonly LineUnits[]) => {
          const events = cancel(order, lines);
          const amount = asked(events);
          expect(amount).toBeGreaterThanOrEqual(0);
          back += amount;
          order = apply(order, events);
          for (const part of order.parts) {
            expect(part.givenBack).toBeLessThanOrEqual(part.amounts.total);
            const gone = part.lines.every((line) => line.cancelled === line.quantity);
            expect(part.status).toBe(gone ? 'cancelled' : 'to_pack');
            if (gone) expect(part.givenBack).toBe(part.amounts.total);
          }
        };
        const open = () => linesOf(order).filter((line) => line.cancelled < line.quantity);
        for (const { first, second, share } of steps) {
          const left = open();
          const chosen = [...new Set([first, second ?? first].map((pick) => left[pick % left.length]))];
          const lines = chosen.flatMap((line) =>
            line ? [{ offerId: line.offerId, quantity: 1 + (share % (line.quantity - line.cancelled)) }] : [],
          );
          if (lines.length > 0) step(lines);
        }
        const rest = open().map(({ offerId, quantity, cancelled }) => ({
          offerId,
          quantity: quantity - cancelled,
        }));
        if (rest.length > 0) step(rest);
        expect(back).toBe(paid.amounts.total);
        expect(order.status).toBe('cancelled');
        if (paid.amounts.total > 0) expect(order.payment).toBe('refunding');
      }),
      { numRuns: 300 },
    );
  });

  it('are quoted with the very amount that is asked for then', () => {
    fc.assert(
      fc.property(paidOrders, fc.nat(), (order, pick) => {
        const line = linesOf(order)[pick % linesOf(order).length];
        if (!line) throw new Error('there is no line');
        const wanted = [{ offerId: line.offerId, quantity: 1 + (pick % line.quantity) }];
        const parts = cancelLines(order, wanted);
        const quote = toRefundQuote(order, parts, explainCancellation(order, parts));
        expect(quote.total.amount).toBe(asked(cancel(order, wanted)));
        const ofLines = quote.lines.reduce((sum, each) => sum + each.refund.amount, 0);
        expect(ofLines + quote.shipping.amount).toBe(quote.total.amount);
        const tax = quote.taxIncluded ? 0 : quote.tax.amount;
        expect(quote.items.amount - quote.discount.amount + tax + quote.shipping.amount).toBe(
          quote.total.amount,
        );
      }),
    );
  });
});

/** Two sellers; the first has a lamp (2 × $20, shipping $4.99) and a bulb ($1), the second a desk ($50). */
function lampsAndDesk(): Order {
  const [order] = fc.sample(paidOrders, 1);
  const line = (offerId: string, quantity: number, cents: number) => ({
    offerId,
    productId: 'p',
    productSlug: 'p',
    sku: offerId,
    title: offerId,
    options: {},
    imageUrl: '',
    quantity,
    unitPrice: { amount: cents, currency: 'USD' },
    lineTotal: { amount: cents * quantity, currency: 'USD' },
    tax: { amount: 0, currency: 'USD' },
    cancelled: 0,
  });
  const part = (name: string, shipping: number, lines: ReturnType<typeof line>[]) => {
    const subtotal = lines.reduce((sum, each) => sum + each.lineTotal.amount, 0);
    return {
      ...(order as Order).parts[0],
      id: name as SellerOrderId,
      sellerName: name,
      lines,
      givenBack: 0,
      amounts: { subtotal, shipping, tax: 0, discount: 0, total: subtotal + shipping },
    } as Order['parts'][number];
  };
  const parts = [
    part('Northwind', 499, [line('lamp', 2, 2_000), line('bulb', 1, 100)]),
    part('Southlight', 0, [line('desk', 1, 5_000)]),
  ];
  return {
    ...(order as Order),
    parts,
    amounts: { subtotal: 9_100, shipping: 499, tax: 0, discount: 0, total: 9_599 },
  };
}

describe('the last item of a parcel', () => {
  it('takes its shipping along, and no other does', () => {
    const order = lampsAndDesk();
    const first = cancel(order, [{ offerId: 'lamp', quantity: 2 }]);
    expect(asked(first)).toBe(4_000);
    expect(kinds(first)).toEqual(['lines-cancelled', 'refund-requested']);
    const last = cancel(apply(order, first), [{ offerId: 'bulb', quantity: 1 }]);
    expect(asked(last)).toBe(599);
    expect(explainCancellation(order, cancelLines(order, [{ offerId: 'lamp', quantity: 2 }]))).toEqual([
      'Northwind still sends the rest, so its shipping of $4.99 stays.',
    ]);
    const left = apply(order, first);
    expect(explainCancellation(left, cancelLines(left, [{ offerId: 'bulb', quantity: 1 }]))).toEqual([
      'Northwind has nothing left to send, so its shipping of $4.99 goes back too.',
    ]);
    expect(apply(left, last).parts.map((part) => part.status)).toEqual(['cancelled', 'to_pack']);
    expect(apply(left, last).status).toBe('confirmed');
  });

  it('of the whole order ends it', () => {
    const order = lampsAndDesk();
    const events = cancel(order, [
      { offerId: 'lamp', quantity: 1 },
      { offerId: 'lamp', quantity: 1 },
      { offerId: 'bulb', quantity: 1 },
      { offerId: 'desk', quantity: 1 },
    ]);
    expect(kinds(events)).toEqual(['lines-cancelled', 'lines-cancelled', 'cancelled', 'refund-requested']);
    expect(asked(events)).toBe(9_599);
    expect(apply(order, events)).toMatchObject({ status: 'cancelled', payment: 'refunding' });
  });
});

describe('an item', () => {
  const code = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return 'none';
  };
  const lamp = [{ offerId: 'lamp', quantity: 1 }];

  it('of a parcel that is packed is not cancelled, also beside one that could be', () => {
    const order = apply(lampsAndDesk(), [{ kind: 'packed', part: 'Northwind' as never }]);
    const both = [...lamp, { offerId: 'desk', quantity: 1 }];
    expect(code(() => cancel(order, lamp))).toBe('order.lines-not-cancellable');
    expect(code(() => cancel(order, both))).toBe('order.lines-not-cancellable');
    expect(kinds(cancel(order, [{ offerId: 'desk', quantity: 1 }]))).toContain('lines-cancelled');
  });

  it.each(['placed', 'pending_payment', 'cancelled'] as const)('of an order that is %s is not', (status) => {
    expect(code(() => cancel({ ...lampsAndDesk(), status }, lamp))).toBe('order.lines-not-cancellable');
  });

  it('is not cancelled that is not there, nor more of it than is left', () => {
    const order = apply(lampsAndDesk(), cancel(lampsAndDesk(), lamp));
    expect(code(() => cancel(order, [{ offerId: 'rug', quantity: 1 }]))).toBe('order.line-not-found');
    expect(code(() => cancel(order, [{ offerId: 'lamp', quantity: 2 }]))).toBe('order.too-many-units');
    expect(code(() => cancel(order, [...lamp, ...lamp]))).toBe('order.too-many-units');
  });

  it('gives nothing back where all of the payment goes back already', () => {
    const order = apply(lampsAndDesk(), decide({ kind: 'refund', reason: 'Kindness' }, lampsAndDesk()));
    const events = cancel(order, lamp);
    expect(kinds(events)).toEqual(['lines-cancelled']);
    expect(apply(order, events).parts.map((part) => part.givenBack)).toEqual([4_599, 5_000]);
  });
});

describe('the whole order', () => {
  it('can be cancelled after some of its items: the rest goes back, told by seller', () => {
    const order = apply(lampsAndDesk(), cancel(lampsAndDesk(), [{ offerId: 'desk', quantity: 1 }]));
    expect(order.parts[1]?.status).toBe('cancelled');
    const events = decide({ kind: 'cancel', reason: 'Too late' }, order);
    expect(events).toEqual([
      { kind: 'cancelled', reason: 'Too late' },
      {
        kind: 'refund-requested',
        reason: 'Too late',
        amount: null,
        refundId: null,
        parts: [{ part: 'Northwind', amount: 4_599 }],
      },
    ]);
    expect(apply(order, events).parts.map((part) => part.givenBack)).toEqual([4_599, 5_000]);
  });
});
