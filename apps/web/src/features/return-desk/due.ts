import type { Return, ReturnReason } from '@haat/contracts/http/return.ts';
import { formatDate } from '@/shared/lib/dates.ts';

/** What is waited for, in a few words; empty where nothing is. */
export function dueWords({ state }: Pick<Return, 'state'>): string {
  switch (state.status) {
    case 'requested':
      return `Decide by ${formatDate(state.decideBy)}`;
    case 'approved':
      return `To be sent by ${formatDate(state.sendBy)}`;
    case 'shipped_back':
      return `Say what came by ${formatDate(state.receiveBy)}`;
    case 'received':
      return 'The money is on its way';
    case 'refunded':
      return `Refunded ${formatDate(state.at)}`;
    case 'refused':
    case 'withdrawn':
      return '';
  }
}

export const REASON_WORDS: Readonly<Record<ReturnReason, string>> = {
  damaged: 'Arrived damaged',
  defective: 'Does not work',
  wrong_item: 'Another item than ordered',
  not_as_described: 'Not as described',
  does_not_fit: 'Does not fit',
  changed_mind: 'Not wanted any more',
  other: 'Another reason',
};
