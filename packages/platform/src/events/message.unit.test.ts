import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { bodyOf, cut, pack, readMessage } from './message.ts';

const row = (type: string, name: string) => {
  const id = randomUUID();
  const envelope = {
    id,
    type,
    key: 'k',
    sequence: 1,
    occurredAt: '2026-11-25T10:00:00.000Z',
    correlationId: id,
    causationId: null,
    traceparent: null,
    payload: { name },
  };
  return { id, type, envelope: JSON.stringify(envelope) };
};
const schemas = new Map([
  ['a.v1', Compile(Type.Object({ name: Type.String() }))],
  ['b.v1', Compile(Type.Object({ name: Type.String() }))],
]);
const read = (body: string) => readMessage(body, schemas);

describe('events that are published together', () => {
  it('are packed by type, in their order', () => {
    const [first, other, second] = [row('a.v1', '1'), row('b.v1', '2'), row('a.v1', '3')];
    expect(pack([first, other, second])).toEqual([
      { type: 'a.v1', rows: [first, second] },
      { type: 'b.v1', rows: [other] },
    ]);
  });

  it('fill a message with 25 of them or 64 KiB at most, but for one that is larger', () => {
    const counts = (sizes: number[]) =>
      pack(sizes.map((size) => row('a.v1', 'x'.repeat(size)))).map(({ rows }) => rows.length);
    expect(counts(Array(60).fill(1))).toEqual([25, 25, 10]);
    expect(counts([30_000, 30_000, 30_000])).toEqual([2, 1]);
    expect(counts([1, 200_000, 1])).toEqual([1, 1, 1]);
  });

  it('are read as they were written, alone and together', () => {
    const rows = [row('a.v1', 'one'), row('a.v1', 'an "other"\n')];
    const events = rows.map(({ envelope }) => JSON.parse(envelope));
    expect(read(bodyOf({ type: 'a.v1', rows }))).toEqual({ events, unreadable: [] });
    expect(read(bodyOf({ type: 'a.v1', rows: rows.slice(0, 1) }))).toEqual({
      events: events.slice(0, 1),
      unreadable: [],
    });
  });
});

describe('a message', () => {
  it('gives what can be read of it, and the rest with the reason', () => {
    const good = row('a.v1', 'good');
    const bad = row('a.v1', 'bad').envelope.replace('"bad"', '7');
    expect(read(`[${bad},${good.envelope},{"hello":1},[],null]`)).toEqual({
      events: [JSON.parse(good.envelope)],
      unreadable: [
        { body: bad, reason: 'payload of a.v1/name: must be string' },
        ...['{"hello":1}', '[]', 'null'].map((body) => ({
          body,
          reason: 'the message is not an event envelope',
        })),
      ],
    });
  });

  it('that mixes types is unreadable as a whole', () => {
    const body = `[${row('a.v1', 'x').envelope},${row('b.v1', 'y').envelope}]`;
    expect(read(body)).toEqual({
      events: [],
      unreadable: [{ body, reason: 'the message mixes types of events' }],
    });
  });

  it('that is empty holds nothing', () => {
    expect(read('[]')).toEqual({ events: [], unreadable: [] });
  });
});

describe('cutting a list', () => {
  it('loses nothing and keeps the order', () => {
    expect(cut([3, 1, 4, 1, 5, 9, 2, 6], (size) => size, 3, 8)).toEqual([[3, 1, 4], [1, 5], [9], [2, 6]]);
    expect(cut([], () => 1, 3, 8)).toEqual([]);
  });
});
