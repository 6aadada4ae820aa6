import { type Static, type TSchema, Type } from 'typebox';
import { Instant, Uuid } from './http/primitives.ts';

/**
 * One kind of event: its publisher and its consumers import the same definition. Changes are additive; a
 * breaking change is a new version beside the old one.
 */
export interface EventDefinition<Schema extends TSchema = TSchema> {
  /** `<owner>.<past-tense>.v<version>`: also the SNS message attribute that subscriptions filter on. */
  readonly type: string;
  readonly name: string;
  readonly version: number;
  readonly schema: Schema;
  /** Services that publish it, where that is not only the one that it is named after. */
  readonly publishers?: readonly string[];
  /** Id of the thing the event is about; `sequence` grows per key. */
  readonly key: (payload: Static<Schema>) => string;
}

/** What any definition is good for when its payload's type does not matter. */
export type AnyEventDefinition = Pick<EventDefinition, 'type' | 'name' | 'version' | 'schema' | 'publishers'>;

export function defineEvent<Schema extends TSchema>(definition: {
  name: string;
  version: number;
  publishers?: readonly string[];
  schema: Schema;
  key: (payload: Static<Schema>) => string;
}): EventDefinition<Schema> {
  return { ...definition, type: `${definition.name}.v${definition.version}` };
}

export type EventPayload<Definition> = Definition extends { schema: infer Schema extends TSchema }
  ? Static<Schema>
  : never;

/** What travels: the payload in an envelope that tells which, when and why. */
export const EventEnvelope = Type.Object({
  /** UUIDv7; the same on each delivery, and what the inbox remembers. */
  id: Uuid,
  type: Type.String(),
  key: Type.String(),
  /** Version of the aggregate after the change: a consumer that keeps state drops what is older than it knows. */
  sequence: Type.Integer({ minimum: 0 }),
  occurredAt: Instant,
  correlationId: Type.String(),
  causationId: Type.Union([Type.String(), Type.Null()]),
  traceparent: Type.Union([Type.String(), Type.Null()]),
  payload: Type.Unknown(),
});
export type EventEnvelope<Payload = unknown> = Omit<Static<typeof EventEnvelope>, 'payload'> & {
  payload: Payload;
};
