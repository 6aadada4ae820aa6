import { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import { OrderConfirmed } from '@haat/contracts/events/order-confirmed.v1.ts';
import { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import type { UnitOfWork } from '@haat/platform/db/database.ts';
import { type EventHandler, onEvent, onEvents } from '@haat/platform/events/event-handler.ts';
import type { Job } from '@haat/platform/lifecycle/job.ts';
import { addToInbox, type InboxEntry, queueMail, queueMails } from '../db/message-repository.ts';
import type { NotificationTables } from '../db/tables.ts';
import type { Templates } from '../domain/templates.ts';

type Unit = UnitOfWork<NotificationTables>;

/** Turns what happens to orders into mail for the buyer and messages for buyer and sellers. */
export function orderEventHandlers(templates: Templates, mailJob: Job): EventHandler<Unit>[] {
  const sendSoon = (unit: Unit) => unit.afterCommit(() => mailJob.runOnce());
  const buyerEntry = (
    occasion: string,
    order: { orderId: string; userId: string | null },
    title: string,
    body: string,
  ): InboxEntry[] =>
    order.userId
      ? [
          {
            dedupeKey: `${occasion}:buyer`,
            recipient: `user:${order.userId}`,
            title,
            body,
            link: `/orders/${order.orderId}`,
          },
        ]
      : [];

  return [
    onEvents(OrderConfirmed, async (unit: Unit, events) => {
      const orders = events.map(({ payload }) => ({ ...payload, occasion: `confirmed:${payload.orderId}` }));
      await queueMails(
        unit,
        orders.map((order) => ({
          dedupeKey: order.occasion,
          recipient: order.email,
          mail: templates.confirmed(order),
        })),
      );
      await addToInbox(
        unit,
        orders.flatMap((order) => [
          ...buyerEntry(
            order.occasion,
            order,
            `Order ${order.orderNumber} is confirmed`,
            `We have your payment of ${templates.amount(order.total)}.`,
          ),
          ...order.sellerOrders.map(
            (part): InboxEntry => ({
              dedupeKey: `${order.occasion}:${part.sellerOrderId}`,
              recipient: `seller:${part.sellerId}`,
              title: `New order ${part.number}`,
              body: `${part.lines.length} ${part.lines.length === 1 ? 'item' : 'items'} to pack, ${templates.amount(part.total)}.`,
              link: '/seller/orders',
            }),
          ),
        ]),
      );
      sendSoon(unit);
    }),
    onEvent(OrderCancelled, async (unit: Unit, { payload }) => {
      // The buyer saw on the spot that nothing came of it; or was told with the last of its items.
      if (!payload.wasPlaced || payload.itemised) return;
      const occasion = `cancelled:${payload.orderId}`;
      // Whoever places an order writes its address, its name and why it is cancelled. Until it is paid, anybody could have
      // us send what they like to whom they like, as often as they like.
      if (payload.wasPaid !== false) {
        await queueMail(unit, occasion, payload.email, templates.cancelled(payload));
      }
      await addToInbox(
        unit,
        buyerEntry(occasion, payload, `Order ${payload.orderNumber} is cancelled`, payload.reason),
      );
      sendSoon(unit);
    }),
    onEvent(SellerOrderShipped, async (unit: Unit, { payload }) => {
      const occasion = `shipped:${payload.sellerOrderId}`;
      await queueMail(unit, occasion, payload.email, templates.shipped(payload), {
        kind: 'deliveries',
        userId: payload.userId,
      });
      await addToInbox(
        unit,
        buyerEntry(
          occasion,
          payload,
          `${payload.sellerName} shipped your items`,
          `${payload.carrier}, tracking number ${payload.trackingNumber}.`,
        ),
      );
      sendSoon(unit);
    }),
    onEvent(SellerOrderDelivered, async (unit: Unit, { payload }) => {
      const occasion = `delivered:${payload.sellerOrderId}`;
      await queueMail(unit, occasion, payload.email, templates.delivered(payload), {
        kind: 'deliveries',
        userId: payload.userId,
      });
      await addToInbox(
        unit,
        buyerEntry(occasion, payload, `Your items from ${payload.sellerName} were delivered`, 'Enjoy them.'),
      );
      sendSoon(unit);
    }),
  ];
}
