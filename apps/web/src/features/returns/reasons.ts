import type { ReturnReason } from '@haat/contracts/http/return.ts';

/** As buyers say it, the most frequent first. */
export const RETURN_REASON_WORDS: Readonly<Record<ReturnReason, string>> = {
  does_not_fit: 'It does not fit',
  changed_mind: 'I do not want it any more',
  damaged: 'It arrived damaged',
  defective: 'It does not work',
  not_as_described: 'It is not as described',
  wrong_item: 'It is another item than I ordered',
  other: 'Another reason',
};
