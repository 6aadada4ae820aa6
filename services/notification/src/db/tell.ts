import type { SellerId } from '@haat/contracts/ids.ts';
import type { SellerPermission } from '@haat/contracts/permissions.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import type { Mail } from '../domain/templates.ts';
import { addToInbox, queueMail } from './message-repository.ts';
import type { NotificationTables } from './tables.ts';
import { addressesOf } from './team-repository.ts';

type Unit = UnitOfWork<NotificationTables>;

/** What is told of one occasion: by mail, and in few words in the app. */
export interface Message {
  /** Names it: a second telling of it is not stored. */
  readonly occasion: string;
  readonly mail: Mail;
  readonly title: string;
  readonly body: string;
}

/** A guest has no inbox. */
export async function tellBuyer(
  unit: Unit,
  order: { readonly orderId: string; readonly userId: string | null; readonly email: string },
  { occasion, mail, title, body }: Message,
): Promise<void> {
  await queueMail(unit, occasion, order.email, mail);
  if (order.userId === null) return;
  await addToInbox(unit, [
    {
      dedupeKey: `${occasion}:buyer`,
      recipient: `user:${order.userId}`,
      title,
      body,
      link: `/orders/${order.orderId}`,
    },
  ]);
}

/** @param permission whose role lacks it gets no mail; the store's inbox is everybody's who acts for it */
export async function tellStore(
  unit: Unit,
  sellerId: SellerId,
  permission: SellerPermission,
  { occasion, mail, title, body, link }: Message & { readonly link: string },
): Promise<void> {
  await addToInbox(unit, [
    { dedupeKey: `${occasion}:${sellerId}`, recipient: `seller:${sellerId}`, title, body, link },
  ]);
  for (const { userId, email } of await addressesOf(unit, sellerId, permission)) {
    await queueMail(unit, `${occasion}:${userId}`, email, mail);
  }
}
