import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, toPage, writeCursor } from './cursor.ts';

const ID = '01990001-5a2e-7a0e-9d2b-3c7f3a1e8d11';

describe('a cursor', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.uuid(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (whole, id, real) => {
          // JSON knows no negative zero, and neither does a sort value.
          const value = real + 0;
          expect(readCursor(writeCursor([whole, id, value]), ['integer', 'uuid', 'number'])).toEqual([
            whole,
            id,
            value,
          ]);
        },
      ),
    );
  });

  it.each([
    ['2026-05-04T10:15:00.000Z'],
    ['2026-05-04T10:15:00+00:00'],
    ['2028-02-29T23:59:59.123456-05:00'],
  ])('carries the instant %s', (instant) => {
    expect(readCursor(writeCursor([instant]), ['instant'])).toEqual([instant]);
  });

  it.each([
    ['not JSON', 'x', ['integer']],
    ['no list', Buffer.from('"x"').toString('base64url'), ['integer']],
    ['too few values', writeCursor([1]), ['integer', 'uuid']],
    ['too many values', writeCursor([1, ID]), ['integer']],
    ['a word for a number', writeCursor(['1']), ['integer']],
    ['a fraction for an integer', writeCursor([1.5]), ['integer']],
    ['no number', Buffer.from('[null]').toString('base64url'), ['number']],
    ['an infinity', Buffer.from('[1e999]').toString('base64url'), ['number']],
    ['an object', Buffer.from('[{"$gt":0}]').toString('base64url'), ['integer']],
    ['a word for an id', writeCursor(['abc']), ['uuid']],
    ['SQL for an id', writeCursor([`${ID}'--`]), ['uuid']],
    ['a word for an instant', writeCursor(['now']), ['instant']],
    ['a date without time', writeCursor(['2026-05-04']), ['instant']],
    ['a day that is none', writeCursor(['2026-02-30T00:00:00Z']), ['instant']],
    ['an hour that is none', writeCursor(['2026-02-03T25:00:00Z']), ['instant']],
  ] as const)('is refused with %s', (_what, cursor, shape) => {
    expect(() => readCursor(cursor, shape)).toThrow(
      expect.objectContaining({ code: 'http.cursor-invalid', status: 400 }),
    );
  });
});

describe('a page', () => {
  const key = (row: number) => [row];

  it('has a next one only where a row more was found', () => {
    expect(toPage([1, 2, 3], 2, key)).toEqual({ rows: [1, 2], nextCursor: writeCursor([2]) });
    expect(toPage([1, 2], 2, key)).toEqual({ rows: [1, 2], nextCursor: null });
    expect(toPage([], 2, key)).toEqual({ rows: [], nextCursor: null });
  });
});
