import type { OrderStatus, SellerOrderStatus } from '@haat/contracts/http/order.ts';
import type { ReturnStatus } from '@haat/contracts/http/return.ts';
import { clsx } from 'clsx';

type Status = OrderStatus | SellerOrderStatus | ReturnStatus;

const WORDS: Readonly<Record<Status, readonly [word: string, look: string]>> = {
  placed: ['Placed', 'bg-sunk text-muted'],
  pending_payment: ['Waiting for payment', 'bg-amber-wash text-amber-text'],
  confirmed: ['Confirmed', 'bg-leaf-wash text-leaf'],
  cancelled: ['Cancelled', 'bg-brick-wash text-brick'],
  awaiting_payment: ['Waiting for payment', 'bg-amber-wash text-amber-text'],
  to_pack: ['To pack', 'bg-amber-wash text-amber-text'],
  packed: ['Packed', 'bg-indigo-wash text-indigo'],
  shipped: ['Shipped', 'bg-indigo-wash text-indigo'],
  delivered: ['Delivered', 'bg-leaf-wash text-leaf'],
  requested: ['Asked for', 'bg-amber-wash text-amber-text'],
  approved: ['Approved', 'bg-indigo-wash text-indigo'],
  refused: ['Refused', 'bg-brick-wash text-brick'],
  shipped_back: ['On its way back', 'bg-indigo-wash text-indigo'],
  received: ['Received', 'bg-leaf-wash text-leaf'],
  refunded: ['Refunded', 'bg-leaf-wash text-leaf'],
  withdrawn: ['Withdrawn', 'bg-sunk text-muted'],
};

export const statusWord = (status: Status): string => WORDS[status][0];

/** What a seller has to do reads differently for who waits for it. */
const BUYER_WORDS: Partial<Record<Status, string>> = { to_pack: 'Preparing' };

export function StatusBadge({
  status,
  buyer = false,
}: {
  readonly status: Status;
  readonly buyer?: boolean;
}) {
  const [word, look] = WORDS[status];
  return (
    <span
      className={clsx('inline-flex rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap', look)}
    >
      {buyer ? (BUYER_WORDS[status] ?? word) : word}
    </span>
  );
}
