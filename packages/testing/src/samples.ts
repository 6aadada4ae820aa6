import { readFileSync } from 'node:fs';
import type { EventDefinition, EventEnvelope, EventPayload } from '@haat/contracts/define-event.ts';
import { OrderPlaced } from '@haat/contracts/events/order-placed.v1.ts';
import type { OrderSnapshot } from '@haat/contracts/events/order-snapshot.ts';

const FOLDER = new URL('../../contracts/samples/', import.meta.url);

/** Payload of an event's golden sample. */
export function samplePayload<Definition extends EventDefinition>(
  definition: Definition,
): EventPayload<Definition> {
  const envelope: EventEnvelope<EventPayload<Definition>> = JSON.parse(
    readFileSync(new URL(`${definition.type}.json`, FOLDER), 'utf8'),
  );
  return envelope.payload;
}

/** An order as its events tell of it. */
export const orderSnapshot = (fields: Partial<OrderSnapshot>): OrderSnapshot => ({
  ...samplePayload(OrderPlaced),
  ...fields,
});
