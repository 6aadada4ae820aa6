import type { EventPayload } from '@haat/contracts/define-event.ts';
import type { LinesCancelled } from '@haat/contracts/events/lines-cancelled.v1.ts';
import type { OrderCancelled } from '@haat/contracts/events/order-cancelled.v1.ts';
import type { OrderSnapshot } from '@haat/contracts/events/order-snapshot.ts';
import type { SellerOrderDelivered } from '@haat/contracts/events/seller-order-delivered.v1.ts';
import type { SellerOrderShipped } from '@haat/contracts/events/seller-order-shipped.v1.ts';
import type { MailKind } from '@haat/contracts/http/notification.ts';
import type { Money } from '@haat/contracts/money.ts';
import { isOptional } from './mail-kinds.ts';
import type { Moved, ReturnWords } from './return-words.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the buyer and the sellers are told, in words. */
export interface Templates {
  confirmed(order: OrderSnapshot): Mail;
  cancelled(order: EventPayload<typeof OrderCancelled>): Mail;
  linesCancelled(order: EventPayload<typeof LinesCancelled>): Mail;
  linesCancelledForStore(part: EventPayload<typeof LinesCancelled>['sellerOrders'][number]): Mail;
  shipped(part: EventPayload<typeof SellerOrderShipped>): Mail;
  delivered(part: EventPayload<typeof SellerOrderDelivered>): Mail;
  returnToBuyer(moved: Moved, words: ReturnWords): Mail;
  returnToStore(moved: Moved, words: ReturnWords): Mail;
  /** Text of an amount, e.g. "$12.50". */
  amount(money: Money): string;
  /** Text of a day or an instant, e.g. "Tuesday 19 May". */
  day(date: string): string;
}

export function createTemplates(publicUrl: string, locale: string): Templates {
  // Making one costs far more than using it.
  const formats = new Map<string, Intl.NumberFormat>();
  const amount = ({ amount: minor, currency }: Money) => {
    const format = formats.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
    formats.set(currency, format);
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(minor / 10 ** digits);
  };
  const days = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const day = (date: string) => days.format(new Date(date));
  // A guest has no account to open the order with, and finds it by number and address.
  const link = (order: { orderId: string; orderNumber: string; userId: string | null }) =>
    order.userId
      ? `${publicUrl}/orders/${order.orderId}`
      : `${publicUrl}/track?number=${encodeURIComponent(order.orderNumber)}`;

  const choice = ({ userId }: { userId: string | null }): Extras =>
    userId ? { preferencesUrl: preferencesUrlOf('deliveries', publicUrl) } : {};

  return {
    amount,
    day,
    returnToBuyer: (moved, { title, body, more }) =>
      compose(title, [`Hello ${moved.buyerName},`, body, ...moved.lines.map(units), ...more], {
        label: 'See the order',
        url: link(moved),
      }),
    returnToStore: (moved, { title, body, more }) =>
      compose(title, [body, ...moved.lines.map(units), ...more], {
        label: 'Open the return',
        url: `${publicUrl}/seller/returns?open=${moved.returnId}`,
      }),
    confirmed: (order) =>
      compose(
        `Order ${order.orderNumber} is confirmed`,
        [
          `Hello ${order.buyerName},`,
          `thank you. We have your payment of ${amount(order.total)}, and the sellers are packing.`,
          ...order.sellerOrders.flatMap((part) => [
            `From ${part.sellerName}, arriving by ${day(part.deliverBy)}:`,
            ...part.lines.map((line) => `  ${line.quantity} × ${line.title}, ${amount(line.lineTotal)}`),
          ]),
        ],
        { label: 'Follow your order', url: link(order) },
      ),
    cancelled: (order) =>
      compose(
        `Order ${order.orderNumber} is cancelled`,
        [
          `Hello ${order.buyerName},`,
          `your order was cancelled: ${order.reason}`,
          'Where money was taken, it goes back the way it came.',
        ],
        { label: 'See the order', url: link(order) },
      ),
    linesCancelled: (order) =>
      compose(
        order.orderEnded
          ? `Order ${order.orderNumber} is cancelled`
          : `Items of order ${order.orderNumber} are cancelled`,
        [
          `Hello ${order.buyerName},`,
          'these items were cancelled and will not be sent:',
          ...order.sellerOrders.flatMap((part) => part.lines.map(units)),
          order.refund.amount > 0
            ? `${amount(order.refund)} goes back the way it came. Banks take a few days.`
            : 'The money for them goes back already.',
          ...(order.orderEnded ? [] : ['The other items are on their way as planned.']),
        ],
        { label: 'See the order', url: link(order) },
      ),
    linesCancelledForStore: (part) =>
      compose(
        part.ended ? `Order ${part.number} is cancelled` : `Do not pack all of order ${part.number}`,
        [
          `The buyer cancelled of order ${part.number}:`,
          ...part.lines.map(units),
          part.ended ? 'Nothing is left to pack.' : 'Pack the rest as usual.',
        ],
        { label: 'Open the orders', url: `${publicUrl}/seller/orders` },
      ),
    shipped: (part) =>
      compose(
        `${part.sellerName} shipped your items (${part.orderNumber})`,
        [
          `Hello ${part.buyerName},`,
          `${part.sellerName} gave your items to ${part.carrier}; tracking number ${part.trackingNumber}. They should arrive by ${day(part.deliverBy)}.`,
          ...part.titles.map((title) => `  ${title}`),
        ],
        { label: 'Follow your order', url: link(part) },
        choice(part),
      ),
    delivered: (part) =>
      compose(
        `Your items from ${part.sellerName} were delivered (${part.orderNumber})`,
        [`Hello ${part.buyerName},`, `your items from ${part.sellerName} were delivered. Enjoy them.`],
        { label: 'See the order', url: link(part) },
        choice(part),
      ),
  };
}

interface Action {
  readonly label: string;
  readonly url: string;
}

interface Extras {
  /** Set in large figures below the lines. */
  readonly code?: string | undefined;
  /** Where such mails are turned off; a line at the end leads there. */
  readonly preferencesUrl?: string | undefined;
}

/** The page where mails of a kind are turned on and off; undefined for those that are always sent. */
export const preferencesUrlOf = (kind: MailKind, publicUrl: string): string | undefined =>
  isOptional(kind) ? `${publicUrl}/account/notifications` : undefined;

const units = (line: { quantity: number; title: string }) => `  ${line.quantity} × ${line.title}`;

/** @param code set in large figures below the lines */
export function compose(
  subject: string,
  lines: readonly string[],
  action?: Action,
  { code, preferencesUrl }: Extras = {},
): Mail {
  const more = preferencesUrl && `Choose which mails you get: ${preferencesUrl}`;
  const paragraphs = lines.map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`).join('\n');
  return {
    subject: subject.replace(/[\r\n]+/g, ' '),
    text: `${[lines.join('\n'), code, action && `${action.label}: ${action.url}`, more].filter(Boolean).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="en"><body style="margin:0;background:#f6f2ea;color:#1b1f3b;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 24px">
<p style="margin:0 0 24px;font-weight:800;font-size:22px">Haat</p>
<div style="background:#fff;border:1px solid #e4ddcf;border-radius:10px;padding:24px">
${paragraphs}${code ? codeBlock(code) : ''}${action ? button(action) : ''}
</div>${preferencesUrl ? preferencesLine(preferencesUrl) : ''}</div></body></html>`,
  };
}

const codeBlock = (code: string): string =>
  `\n<p style="margin:20px 0 0;font:800 32px/1.2 ui-monospace,monospace;letter-spacing:6px">${escapeHtml(code)}</p>`;

const preferencesLine = (url: string): string =>
  `\n<p style="margin:16px 0 0;font-size:13px"><a href="${escapeHtml(url)}" style="color:#5b5768">Choose which mails you get</a></p>`;

const button = (action: Action): string =>
  `\n<p style="margin:24px 0 0"><a href="${escapeHtml(action.url)}" style="background:#f5a524;color:#1b1f3b;padding:12px 18px;border-radius:10px;text-decoration:none;font-weight:700">${escapeHtml(action.label)}</a></p>`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
