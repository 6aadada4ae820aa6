import type { OutboxRow } from './envelope.ts';

/** Where a service's committed, unpublished events wait. Two relays may work on one store at once. */
export interface OutboxStore {
  /** Leases up to `limit` unpublished events, oldest first; a lease that is not settled in time lapses. */
  claim(limit: number): Promise<OutboxRow[]>;
  /** The broker took them. */
  markPublished(rows: readonly OutboxRow[]): Promise<void>;
  /** They could not be published: free for the next pass. */
  release(rows: readonly OutboxRow[]): Promise<void>;
  /** With a forgetful broker: everything published before `instant` is known to be consumed. */
  confirmPublishedBefore(instant: Date): Promise<void>;
  /** With a forgetful broker, at start: what was published and not confirmed is to be published again. */
  republishUnconfirmed(): Promise<void>;
}
