import type { OrderStatus, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import { clsx } from 'clsx';

const WORDS: Readonly<Record<OrderStatus | SellerOrderStatus, readonly [word: string, look: string]>> = {
  placed: ['Placed', 'bg-sunk text-muted'],
  pending_payment: ['Waiting for payment', 'bg-amber-wash text-amber-text'],
  confirmed: ['Confirmed', 'bg-leaf-wash text-leaf'],
  cancelled: ['Cancelled', 'bg-brick-wash text-brick'],
  awaiting_payment: ['Waiting for payment', 'bg-amber-wash text-amber-text'],
  to_pack: ['To pack', 'bg-amber-wash text-amber-text'],
  packed: ['Packed', 'bg-indigo-wash text-indigo'],
  shipped: ['Shipped', 'bg-indigo-wash text-indigo'],
  delivered: ['Delivered', 'bg-leaf-wash text-leaf'],
};

export const statusWord = (status: OrderStatus | SellerOrderStatus): string => WORDS[status][0];

export function StatusBadge({ status }: { readonly status: OrderStatus | SellerOrderStatus }) {
  const [word, look] = WORDS[status];
  return (
    <span
      className={clsx('inline-flex rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap', look)}
    >
      {word}
    </span>
  );
}
