import type { EventDefinition, EventEnvelope, EventPayload } from '@haat/contracts/define-event.ts';

/**
 * What a service does when an event arrives. `scope` is what the consumer gives it: a unit of work that holds
 * the inbox row, or nothing where the effect is guarded by the stored sequence.
 */
export interface EventHandler<Scope> {
  readonly definition: EventDefinition;
  /** All of one delivery's events of this type, in the order of their ids; at least one. */
  readonly handle: (scope: Scope, events: EventEnvelope[]) => Promise<void>;
}

/** Handles events one by one, in the one transaction of their delivery. */
export function onEvent<Scope, Definition extends EventDefinition>(
  definition: Definition,
  handle: (scope: Scope, event: EventEnvelope<EventPayload<Definition>>) => Promise<void>,
): EventHandler<Scope> {
  return {
    definition,
    handle: async (scope, events) => {
      for (const event of events) await handle(scope, event as EventEnvelope<EventPayload<Definition>>);
    },
  };
}

/** Handles what arrived together in one go, for projections that write in bulk. */
export function onEvents<Scope, Definition extends EventDefinition>(
  definition: Definition,
  handle: (scope: Scope, events: EventEnvelope<EventPayload<Definition>>[]) => Promise<void>,
): EventHandler<Scope> {
  return {
    definition,
    handle: (scope, events) => handle(scope, events as EventEnvelope<EventPayload<Definition>>[]),
  };
}
