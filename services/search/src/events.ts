import { ProductChanged } from '@haat/contracts/events/product-changed.v1.ts';
import type { EventInterface } from '@haat/platform/events/topology.ts';

export const events: EventInterface = { service: 'search', publishes: [], consumes: [ProductChanged] };
