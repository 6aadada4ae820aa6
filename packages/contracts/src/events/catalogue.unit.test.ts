import { readdirSync, readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { EventEnvelope } from '../define-event.ts';
import { EVENTS } from './catalogue.ts';

// A sample is an event as it was once published. It is never changed to fit a definition: the definition must go on
// reading it, as consumers meet old events in queues and redrives.
const SAMPLES = new URL('../../samples/', import.meta.url);
const read = (type: string): EventEnvelope =>
  JSON.parse(readFileSync(new URL(`${type}.json`, SAMPLES), 'utf8'));

describe('the event catalogue', () => {
  it('has one sample an event, and no sample of anything else', () => {
    const files = readdirSync(SAMPLES).sort();
    expect(files).toEqual(EVENTS.map((definition) => `${definition.type}.json`).sort());
  });

  it('names each event once', () => {
    expect(new Set(EVENTS.map((definition) => definition.type)).size).toBe(EVENTS.length);
  });

  it('lists every event that is defined in this folder', () => {
    const defined = readdirSync(new URL('.', import.meta.url)).filter((file) => /\.v\d+\.ts$/.test(file));
    expect(EVENTS).toHaveLength(defined.length);
  });

  describe.each(EVENTS.map((definition) => [definition.type, definition] as const))(
    '%s',
    (type, definition) => {
      it('reads its sample', () => {
        const sample = read(type);
        expect([...Value.Errors(EventEnvelope, sample)]).toEqual([]);
        expect([...Value.Errors(definition.schema, sample.payload)]).toEqual([]);
        expect(sample.type).toBe(type);
      });

      it('reads a sample that a newer publisher added a field to', () => {
        const payload = { ...(read(type).payload as object), addedLater: true };
        expect(Value.Check(definition.schema, payload)).toBe(true);
      });

      it('refuses a sample that lost a field', () => {
        const sample = read(type).payload as Record<string, unknown>;
        // What was added later is optional: events of before it lack it.
        const { required = [] } = definition.schema as { required?: string[] };
        for (const field of Object.keys(sample)) {
          const { [field]: _lost, ...rest } = sample;
          expect([field, Value.Check(definition.schema, rest)]).toEqual([field, !required.includes(field)]);
        }
      });
    },
  );
});
