import { describe, expect, it } from 'vitest';
import { mayUse } from './permissions.ts';

describe('what is shown', () => {
  it('follows the role in the store, and the role among the staff', () => {
    const packer = { sellerRole: 'fulfilment', staffRole: null } as const;
    expect([mayUse(packer, 'orders.fulfil'), mayUse(packer, 'analytics.read')]).toEqual([true, false]);
    const support = { sellerRole: null, staffRole: 'support' } as const;
    expect([mayUse(support, 'admin.orders.read'), mayUse(support, 'admin.orders.refund')]).toEqual([
      true,
      false,
    ]);
  });

  it('is nothing of a portal to who has no role there', () => {
    const buyer = { sellerRole: null, staffRole: null };
    expect([mayUse(buyer, 'orders.read'), mayUse(buyer, 'admin.orders.read')]).toEqual([false, false]);
  });
});
