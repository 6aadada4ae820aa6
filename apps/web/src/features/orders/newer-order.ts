import type { Order } from '@haat/contracts/http/order.ts';

/** For the cache: the answer to what a buyer did may arrive after the live line has told what came of it. */
export const newerOrder =
  (order: Order) =>
  (known: Order | undefined): Order =>
    known && known.version > order.version ? known : order;
