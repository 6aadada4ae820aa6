import { sql } from 'kysely';

/** How long whoever took an event over has to publish it. */
export const OUTBOX_LEASE = sql<Date>`now() + interval '20 seconds'`;
