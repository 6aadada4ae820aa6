import type { CardPayment } from '@haat/contracts/http/card.ts';
import type { OrderId } from '@haat/contracts/ids.ts';
import type { UserActor } from '@haat/platform/auth/actor.ts';
import type { Database } from '@haat/platform/db/database.ts';
import { DomainError } from '@haat/platform/errors/domain-error.ts';
import { findOrder } from '../db/order-repository.ts';
import type { OrderTables } from '../db/tables.ts';
import { CardNotFound, OrderNotFound, OrderNotPayable } from '../domain/order.errors.ts';
import type { Order } from '../domain/order.ts';
import type { Upstream } from '../upstream/upstream.ts';

export const KEEP_CARD_ERRORS = [OrderNotFound, OrderNotPayable] as const;
export const PAY_BY_CARD_ERRORS = [OrderNotFound, OrderNotPayable, CardNotFound] as const;

export interface PayByCardDependencies {
  readonly database: Database<OrderTables>;
  readonly upstream: Upstream;
  readonly publicUrl: string;
}

/** Cards are kept for accounts: an order that a guest's key opens is not enough. */
async function findPayable(
  { database }: PayByCardDependencies,
  { userId }: UserActor,
  id: OrderId,
): Promise<Order> {
  const order = await findOrder(database.query, { kind: 'buyer', userId }, id);
  if (!order) throw OrderNotFound();
  if (order.status !== 'pending_payment') throw OrderNotPayable({ status: order.status });
  return order;
}

/**
 * The card that is about to pay the order stays with the account, or not.
 * @throws order.not-found, order.not-payable
 */
export async function keepCard(
  dependencies: PayByCardDependencies,
  buyer: UserActor,
  id: OrderId,
  keep: boolean,
): Promise<void> {
  await findPayable(dependencies, buyer, id);
  const { userId, email } = buyer;
  await dependencies.upstream.keepCard(id, { userId, email, keep }).catch(asOrdersError);
}

/**
 * Pays an order with a card that the account keeps.
 * @throws order.not-found, order.not-payable, order.card-not-found also for somebody else's card
 */
export async function payByCard(
  dependencies: PayByCardDependencies,
  buyer: UserActor,
  id: OrderId,
  cardId: string,
): Promise<CardPayment> {
  await findPayable(dependencies, buyer, id);
  const returnUrl = `${dependencies.publicUrl}/checkout/return?order=${id}`;
  return dependencies.upstream
    .chargeCard(id, { userId: buyer.userId, cardId, returnUrl })
    .catch(asOrdersError);
}

function asOrdersError(error: unknown): never {
  if (error instanceof DomainError && error.code === 'payment.card-not-found') throw CardNotFound();
  if (error instanceof DomainError && error.code === 'payment.not-open') throw OrderNotPayable();
  throw error;
}
