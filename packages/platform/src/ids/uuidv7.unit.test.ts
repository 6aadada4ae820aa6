import { validate, version } from 'uuid';
import { afterEach, expect, it, vi } from 'vitest';
import { uuidv7 } from './uuidv7.ts';

afterEach(() => vi.useRealTimers());

it('makes ids of version 7 that sort as they were made, and none twice', () => {
  const ids = Array.from({ length: 20_000 }, uuidv7);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('goes on sorting where the clock is set back', () => {
  vi.useFakeTimers({ now: Date.now() + 60_000 });
  const before = uuidv7();
  vi.setSystemTime(Date.now() - 30_000);
  expect(uuidv7() > before).toBe(true);
});

it('says when it was made', () => {
  const now = Date.now() + 120_000;
  vi.useFakeTimers({ now });
  expect(Number.parseInt(uuidv7().replace('-', '').slice(0, 12), 16)).toBe(now);
});
