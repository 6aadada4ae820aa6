import { describe, expect, it } from 'vitest';
import { parseEvent, readEvents } from './event-stream.ts';

describe('server-sent events', () => {
  it('reads event and data', () => {
    expect(parseEvent('id: 3\nevent: order\ndata: {"a":1}')).toEqual({ event: 'order', data: '{"a":1}' });
  });

  it('joins lines of data and passes over comments', () => {
    expect(parseEvent('data: a\ndata: b')).toEqual({ event: 'message', data: 'a\nb' });
    expect(parseEvent(': still here')).toBeUndefined();
  });

  it('puts events together that arrive in pieces', async () => {
    const encoder = new TextEncoder();
    const pieces = ['event: order\nda', 'ta: 1\n', '\n: still here\n\nevent: order\ndata: 2\n\ndata: cut'];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(encoder.encode(piece));
        controller.close();
      },
    });
    const seen: string[] = [];
    for await (const { data } of readEvents(body)) seen.push(data);
    expect(seen).toEqual(['1', '2']);
  });
});
