import type { EventPayload } from '@haat/contracts/define-event.ts';
import type { ReturnMoved } from '@haat/contracts/events/return-moved.v1.ts';
import type { Money } from '@haat/contracts/money.ts';

export type Moved = EventPayload<typeof ReturnMoved>;

/** What one side is told of a step: a line for the inbox, and more for the mail. */
export interface ReturnWords {
  readonly title: string;
  readonly body: string;
  readonly more: readonly string[];
}

export interface Wording {
  amount(money: Money): string;
  /** Of an instant, e.g. "Tuesday 19 May". */
  day(instant: string): string;
}

const REASONS: Readonly<Record<Moved['reason'], string>> = {
  damaged: 'it arrived damaged',
  defective: 'it does not work',
  wrong_item: 'it is another item than ordered',
  not_as_described: 'it is not as described',
  does_not_fit: 'it does not fit',
  changed_mind: 'it is not wanted any more',
  other: 'another reason',
};

/** @returns null where the buyer did it, or it says nothing new */
export function toBuyer(moved: Moved, { amount, day }: Wording): ReturnWords | null {
  const { number, sellerName, status, by, due, note, refund } = moved;
  const who = by === 'staff' ? 'Haat' : sellerName;
  switch (status) {
    case 'requested':
      return {
        title: `We have your return ${number}`,
        body: `${sellerName} decides by ${dayOr(due, day)}.`,
        more: ['If it does not, the return is approved. Keep the items until then.'],
      };
    case 'approved':
      return {
        title: `Return ${number} is approved`,
        body: `Send the items back by ${dayOr(due, day)}.`,
        more: ['Then tell us the carrier and the tracking number on the page of the order.'],
      };
    case 'refused':
      return { title: `Return ${number} is refused`, body: `${who}: ${note ?? ''}`, more: [] };
    case 'received':
      return {
        title: by === 'seller' ? `${sellerName} has your return ${number}` : `Return ${number} is settled`,
        body:
          refund.amount > 0
            ? `${amount(refund)} goes back the way it came.`
            : 'The money for it went back before.',
        more: refund.amount > 0 ? ['Banks take a few days.'] : [],
      };
    case 'withdrawn':
      return by === 'rule'
        ? { title: `Return ${number} lapsed`, body: 'Nothing was sent back in time.', more: [] }
        : null;
    case 'shipped_back':
    case 'refunded':
      return null;
  }
}

/** @returns null where the seller did it, or has nothing to do with it */
export function toStore(moved: Moved, { day }: Wording): ReturnWords | null {
  const { number, status, by, due, note, tracking, reason } = moved;
  const items = moved.lines.map((line) => `${line.quantity} × ${line.title}`).join(', ');
  switch (status) {
    case 'requested':
      return {
        title: `Return ${number} to decide`,
        body: `${items}, by ${dayOr(due, day)}: ${REASONS[reason]}.`,
        more: ['If you do not decide in time, it is approved.'],
      };
    case 'approved':
      return by === 'seller'
        ? null
        : {
            title: `Return ${number} is approved`,
            body: by === 'staff' ? 'Haat approved it.' : 'The time to decide was over.',
            more: [],
          };
    case 'refused':
      return by === 'seller'
        ? null
        : { title: `Return ${number} is refused`, body: `Haat: ${note ?? ''}`, more: [] };
    case 'shipped_back':
      return {
        title: `Return ${number} is on its way`,
        body: `${tracking?.carrier ?? ''}, tracking number ${tracking?.number ?? ''}.`,
        more: [`Say what came by ${dayOr(due, day)}; else it counts as received.`],
      };
    case 'received':
      return by === 'seller'
        ? null
        : {
            title: `Return ${number} is settled`,
            body: by === 'staff' ? `Haat: ${note ?? ''}` : 'The time to say what came was over.',
            more: [],
          };
    case 'withdrawn':
      return {
        title: `Return ${number} is off`,
        body: by === 'rule' ? 'Nothing was sent back in time.' : 'The buyer keeps the items.',
        more: [],
      };
    case 'refunded':
      return null;
  }
}

const dayOr = (due: string | null, day: (instant: string) => string): string => (due ? day(due) : 'soon');
