import type { Order } from '@haat/contracts/http/order.ts';
import { describe, expect, it } from 'vitest';
import { newerOrder } from './newer-order.ts';

const at = (version: number) => ({ version }) as Order;

describe('the newer of two orders', () => {
  it('is the one that came, where none is known or it has the later version', () => {
    const came = at(4);
    expect(newerOrder(came)(undefined)).toBe(came);
    expect(newerOrder(came)(at(3))).toBe(came);
  });

  it('is the known one, where an older answer arrives after it', () => {
    const known = at(5);
    expect(newerOrder(at(4))(known)).toBe(known);
  });
});
