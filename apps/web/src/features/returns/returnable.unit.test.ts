import type { Order, OrderedLine, SellerOrderPart } from '@haat/contracts/http/order.ts';
import type { Return, ReturnState } from '@haat/contracts/http/return.ts';
import { describe, expect, it } from 'vitest';
import { returnableLines } from './returnable.ts';

const NOW = new Date('2026-05-20T00:00:00Z');
const line = (offerId: string, quantity: number, cancelled = 0) =>
  ({ offerId, quantity, cancelled, title: offerId, options: {}, imageUrl: '' }) as OrderedLine;
const part = (fields: Partial<SellerOrderPart> = {}) =>
  ({
    id: 'p1',
    status: 'delivered',
    returnBy: '2026-06-01T00:00:00Z',
    lines: [line('lamp', 3, 1), line('bulb', 1)],
    ...fields,
  }) as SellerOrderPart;
const given = (status: ReturnState['status'], offerId: string, quantity: number, sellerOrderId = 'p1') =>
  ({ sellerOrderId, state: { status }, lines: [{ offerId, quantity }] }) as Return;
const left = (returns: readonly Return[], of = part(), now = NOW) =>
  returnableLines({ returns } as Order, of, now).map((each) => [each.offerId, each.left]);

describe('what can be sent back', () => {
  it('is what was delivered, less what is in other returns', () => {
    expect(left([])).toEqual([
      ['lamp', 2],
      ['bulb', 1],
    ]);
    expect(left([given('requested', 'lamp', 1), given('refunded', 'bulb', 1)])).toEqual([['lamp', 1]]);
    expect(left([given('refused', 'lamp', 2), given('withdrawn', 'bulb', 1)])).toHaveLength(2);
    expect(left([given('requested', 'lamp', 2, 'p2')])).toHaveLength(2);
  });

  it('is nothing before the delivery and after the time', () => {
    expect(left([], part({ status: 'shipped', returnBy: null }))).toEqual([]);
    expect(left([], part(), new Date('2026-06-01T00:00:01Z'))).toEqual([]);
  });
});
