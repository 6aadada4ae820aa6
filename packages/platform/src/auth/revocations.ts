import type { RevocationPage } from '@haat/contracts/http/revocations.ts';
import type { ServiceClient } from '../http/service-client.ts';
import { createJob } from '../lifecycle/job.ts';
import type { Logger } from '../telemetry/logger.ts';

const POLL_MS = 2_000;
/** Longer than any access token lives. */
const REMEMBER_MS = 2 * 3_600_000;
/** A row may be committed after one with a higher cursor: what is younger than any transaction is read again. */
const OVERLAP_MS = 60_000;

/** What was revoked lately, in memory: asking costs two look-ups and no wait. */
export interface RevocationList {
  /** @param issuedAt milliseconds */
  covers(sessionId: string, userId: string, issuedAt: number): boolean;
  /** Resolves after the first look, also one that failed: without auth the last known list stands. */
  start(): Promise<void>;
  /** Looks now. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

/** @param auth asked for the list every two seconds */
export function createRevocationList(auth: ServiceClient, logger: Logger): RevocationList {
  const sessions = new Map<string, number>();
  const users = new Map<string, number>();
  let after = 0;

  const read = async () => {
    for (let cursor = after; ; ) {
      const page = await auth.call<RevocationPage>({
        method: 'GET',
        path: `/internal/revocations?after=${cursor}`,
      });
      const settled = Date.now() - OVERLAP_MS;
      for (const { kind, id, revokedAt, cursor: at } of page.items) {
        const time = Date.parse(revokedAt);
        const list = kind === 'session' ? sessions : users;
        list.set(id, Math.max(list.get(id) ?? 0, time));
        if (time < settled) after = Math.max(after, Number(at));
      }
      const next = Number(page.next);
      if (next <= cursor) break;
      cursor = next;
    }
    const forgotten = Date.now() - REMEMBER_MS;
    for (const list of [sessions, users]) {
      for (const [id, time] of list) if (time < forgotten) list.delete(id);
    }
  };
  let failing = false;
  const run = async () => {
    try {
      await read();
      failing = false;
    } catch (error) {
      // Said once, not each two seconds.
      if (!failing) logger.warn({ err: error }, 'revocations cannot be read; the last known ones stand');
      failing = true;
    }
  };
  const job = createJob({ name: 'read-revocations', everyMs: POLL_MS, run, logger });

  return {
    covers: (sessionId, userId, issuedAt) => sessions.has(sessionId) || issuedAt <= (users.get(userId) ?? -1),
    async start() {
      await job.runOnce();
      job.start();
    },
    refresh: job.runOnce,
    stop: job.stop,
  };
}
