import type { Generated } from 'kysely';

/** Tables that every PostgreSQL-backed service has, created by the platform's own migrations. */
export interface PlatformTables {
  outbox: {
    id: string;
    type: string;
    envelope: string;
    claimed_until: Date | null;
    published_at: Date | null;
  };
  inbox: {
    event_id: string;
    type: string;
    outcome: 'handled' | 'rejected';
    reason: string | null;
    received_at: Generated<Date>;
  };
  idempotency_keys: {
    scope: string;
    key: string;
    request_hash: string;
    locked_until: Date;
    status: number | null;
    response: string | null;
    created_at: Generated<Date>;
  };
}
