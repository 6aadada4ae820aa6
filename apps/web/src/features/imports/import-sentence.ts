import type { ImportJob } from '@haat/contracts/http/import.ts';

const number = (value: number): string => value.toLocaleString('en-US');

/** "1,000 rows: 914 listed, 86 rejected" */
export const importSentence = ({
  rows,
  listed,
  rejected,
}: Pick<ImportJob, 'rows' | 'listed' | 'rejected'>): string =>
  `${number(rows)} ${rows === 1 ? 'row' : 'rows'}: ${number(listed)} listed, ${number(rejected)} rejected`;
