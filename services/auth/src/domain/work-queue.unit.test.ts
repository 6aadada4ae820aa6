import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkQueue } from './work-queue.ts';

class Refused extends Error {}
const open = (atOnce: number, waiting: number, rest = 0) => {
  const queue = createWorkQueue({ atOnce, waiting, rest, refuse: () => new Refused() });
  const finish: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const add = (name: number) =>
    queue.run(async () => {
      begun.push(name);
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => finish.push(resolve));
      running--;
      return name;
    });
  const turn = () => vi.advanceTimersByTimeAsync(0);
  return {
    queue,
    add,
    begun,
    most: () => most,
    async finishOne() {
      finish.shift()?.();
      await turn();
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a work queue', () => {
  it('runs so many at once and the rest in their order', async () => {
    const { add, begun, finishOne, most } = open(2, 10);
    const all = Promise.all([1, 2, 3, 4, 5].map(add));
    expect(begun).toEqual([1, 2]);
    for (let index = 0; index < 5; index++) await finishOne();
    expect([await all, begun, most()]).toEqual([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 2]);
  });

  it('refuses what would wait behind too many, and takes work again when they are through', async () => {
    const { add, begun, finishOne } = open(1, 2);
    const taken = [add(1), add(2), add(3)];
    await expect(add(4)).rejects.toBeInstanceOf(Refused);
    await finishOne();
    taken.push(add(5));
    for (let index = 0; index < 3; index++) await finishOne();
    expect([await Promise.all(taken), begun]).toEqual([
      [1, 2, 3, 5],
      [1, 2, 3, 5],
    ]);
  });

  it('gives a place back where the work fails', async () => {
    const { queue, add, finishOne } = open(1, 1);
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const next = add(1);
    await vi.advanceTimersByTimeAsync(0);
    await finishOne();
    expect(await next).toBe(1);
  });

  it('rests after each work as long as that took, and answers it before', async () => {
    const { add, begun, finishOne } = open(1, 5, 1);
    const first = add(1);
    const second = add(2);
    await vi.advanceTimersByTimeAsync(100);
    await finishOne();
    expect(await first).toBe(1);
    await vi.advanceTimersByTimeAsync(99);
    expect(begun).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([1, 2]);
    await finishOne();
    expect(await second).toBe(2);
  });
});
