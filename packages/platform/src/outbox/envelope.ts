import type { EventDefinition, EventEnvelope, EventPayload } from '@haat/contracts/define-event.ts';
import { uuidv7 } from '../ids/uuidv7.ts';
import { currentContext } from '../telemetry/context.ts';
import { currentTraceparent } from '../telemetry/tracing.ts';

/** SNS takes 256 KiB a message, attributes included. */
const MAX_ENVELOPE_BYTES = 240 * 1024;

export interface OutboxRow {
  readonly id: string;
  readonly type: string;
  /** The envelope as JSON text: it is written and sent, never queried. */
  readonly envelope: string;
}

/** @throws RangeError when the event is too large for the broker */
export function toEnvelope<Definition extends EventDefinition>(
  definition: Definition,
  payload: EventPayload<Definition>,
  sequence: number,
): OutboxRow {
  const context = currentContext();
  const id = uuidv7();
  const envelope: EventEnvelope = {
    id,
    type: definition.type,
    key: definition.key(payload),
    sequence,
    occurredAt: new Date().toISOString(),
    correlationId: context?.correlationId ?? id,
    causationId: context?.causationId ?? null,
    traceparent: currentTraceparent() ?? context?.traceparent ?? null,
    payload,
  };
  const text = JSON.stringify(envelope);
  if (Buffer.byteLength(text) > MAX_ENVELOPE_BYTES) {
    throw new RangeError(`${definition.type} for ${envelope.key} is too large to publish`);
  }
  return { id, type: definition.type, envelope: text };
}
