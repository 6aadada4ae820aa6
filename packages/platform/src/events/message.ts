import { EventEnvelope } from '@haat/contracts/define-event.ts';
import { Compile, type Validator } from 'typebox/compile';
import type { OutboxRow } from '../outbox/envelope.ts';

/** What SNS and SQS charge as one request, and small enough to be sent on whole. */
const MAX_BYTES = 64 * 1024;
/** A consumer handles what it receives, up to ten messages, in one transaction. */
const MAX_EVENTS = 25;

/** Events of one type that travel together: each call, each receipt and each transaction then serves them all. */
export interface Pack {
  readonly type: string;
  readonly rows: readonly OutboxRow[];
}

/** Packs by type, each type's events in the order in which they came. */
export function pack(rows: readonly OutboxRow[]): Pack[] {
  const packs: Pack[] = [];
  for (const [type, ofType] of Map.groupBy(rows, (row) => row.type)) {
    for (const some of cut(ofType, (row) => Buffer.byteLength(row.envelope), MAX_EVENTS, MAX_BYTES)) {
      packs.push({ type, rows: some });
    }
  }
  return packs;
}

/** A lone event is the message; several are a JSON array. */
export const bodyOf = ({ rows }: Pack): string =>
  rows.length === 1 ? (rows[0]?.envelope ?? '') : `[${rows.map((row) => row.envelope).join(',')}]`;

/**
 * Cuts a list where a part would hold more than `maxCount` or, but for a single item, more than `maxSize`.
 * @param sizeOf in the unit of `maxSize`
 */
export function cut<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  maxCount: number,
  maxSize: number,
): Item[][] {
  const parts: Item[][] = [];
  let part: Item[] = [];
  let total = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (part.length === maxCount || (part.length > 0 && total + size > maxSize)) {
      parts.push(part);
      part = [];
      total = 0;
    }
    part.push(item);
    total += size;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

export interface Unreadable {
  readonly body: string;
  readonly reason: string;
}

/** What a message holds. */
export interface Contents {
  /** All of one type that somebody here handles. */
  readonly events: readonly EventEnvelope[];
  readonly unreadable: readonly Unreadable[];
}

const checkEnvelope = Compile(EventEnvelope);

/** @param schemas of the payloads, by the type of their event */
export function readMessage(body: string, schemas: ReadonlyMap<string, Validator>): Contents {
  const whole = (reason: string): Contents => ({ events: [], unreadable: [{ body, reason }] });
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return whole('the message is not JSON');
  }
  if (!Array.isArray(parsed)) {
    const read = readEvent(parsed, schemas);
    return typeof read === 'string' ? whole(read) : { events: [read], unreadable: [] };
  }
  const events: EventEnvelope[] = [];
  const unreadable: Unreadable[] = [];
  for (const each of parsed) {
    const read = readEvent(each, schemas);
    if (typeof read === 'string') unreadable.push({ body: JSON.stringify(each), reason: read });
    else events.push(read);
  }
  if (new Set(events.map((event) => event.type)).size > 1) return whole('the message mixes types of events');
  return { events, unreadable };
}

/** @returns the event, or why it cannot be read */
function readEvent(parsed: unknown, schemas: ReadonlyMap<string, Validator>): EventEnvelope | string {
  if (!checkEnvelope.Check(parsed)) return 'the message is not an event envelope';
  const schema = schemas.get(parsed.type);
  if (!schema) return `nothing here handles ${parsed.type}`;
  if (schema.Check(parsed.payload)) return parsed;
  const fault = schema.Errors(parsed.payload)[0];
  return `payload of ${parsed.type}${fault?.instancePath ?? ''}: ${fault?.message ?? 'invalid'}`;
}
