import { expect, it } from 'vitest';
import { importSentence } from './import-sentence.ts';

it.each([
  [{ rows: 1000, listed: 914, rejected: 86 }, '1,000 rows: 914 listed, 86 rejected'],
  [{ rows: 1, listed: 1, rejected: 0 }, '1 row: 1 listed, 0 rejected'],
])('sums an import up: %j', (job, sentence) => {
  expect(importSentence(job)).toBe(sentence);
});
