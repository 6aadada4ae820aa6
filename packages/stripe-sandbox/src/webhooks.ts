import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { SandboxStore } from './sandbox-store.ts';

const CONCURRENCY = 8;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;
const ATTEMPT_TIMEOUT_MS = 10_000;

export interface Webhooks {
  /** Tells that events were committed; deliveries happen in the background. */
  wake(): void;
  setUrl(url: string | undefined): void;
  stop(): Promise<void>;
}

/** Delivers stored events at least once, signed as Stripe signs, until the endpoint answers 2xx. */
export function createWebhooks(
  store: SandboxStore,
  secret: string,
  initialUrl: string | undefined,
): Webhooks {
  let url = initialUrl;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const inFlight = new Map<string, Promise<void>>();
  const connections = new Agent({
    connections: CONCURRENCY,
    headersTimeout: ATTEMPT_TIMEOUT_MS,
    bodyTimeout: ATTEMPT_TIMEOUT_MS,
  });

  const deliver = async (eventId: string, attempts: number): Promise<void> => {
    const event = store.get('event', eventId);
    if (!event || !url) return;
    try {
      const body = JSON.stringify(event);
      const answer = await request(url, {
        method: 'POST',
        headers: signedHeaders(body, secret),
        body,
        dispatcher: connections,
      });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`answered ${answer.statusCode}`);
      if (!stopped) store.markDelivered(eventId, Date.now());
    } catch (error) {
      const pause = Math.min(FIRST_RETRY_MS * 2 ** attempts, MAX_RETRY_MS);
      const reason = error instanceof Error ? error.message : String(error);
      if (!stopped) store.postponeDelivery(eventId, Date.now() + pause, reason);
    }
  };

  const pump = (): void => {
    clearTimeout(timer);
    if (stopped || !url) return;
    const free = CONCURRENCY - inFlight.size;
    if (free <= 0) return;
    const due = store
      .dueDeliveries(Date.now(), CONCURRENCY * 2)
      .filter(({ eventId }) => !inFlight.has(eventId));
    for (const { eventId, attempts } of due.slice(0, free)) {
      const work = deliver(eventId, attempts).finally(() => {
        inFlight.delete(eventId);
        pump();
      });
      inFlight.set(eventId, work);
    }
    const next = store.nextDeliveryAt();
    if (inFlight.size === 0 && next !== undefined) {
      timer = setTimeout(pump, Math.max(10, next - Date.now()));
    }
  };

  return {
    wake: () => void setImmediate(pump),
    setUrl: (next) => {
      url = next;
      pump();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(inFlight.values());
      await connections.close();
    },
  };
}

/** https://docs.stripe.com/webhooks#verify-manually */
function signedHeaders(body: string, secret: string): Record<string, string> {
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    'content-type': 'application/json; charset=utf-8',
    'stripe-signature': `t=${timestamp},v1=${signature}`,
  };
}
