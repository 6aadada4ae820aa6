import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaymentHandle } from '@haat/contracts/http/order.ts';
import { type StripeSandbox, startStripeSandbox } from '@haat/stripe-sandbox/stripe-sandbox.ts';
import { type Environment, STRIPE_KEYS } from './test-environment.ts';

export interface SandboxLedger {
  readonly captured: number;
  readonly refunded: number;
  readonly intents: readonly {
    readonly id: string;
    readonly status: string;
    readonly charges: number;
    readonly captured: number;
    readonly refunded: number;
  }[];
}

/** The payment provider, seen from the buyer's browser and from its own books. */
export interface TestPayments {
  readonly environment: Environment;
  /** @returns the status of the answer: 402 for a card that was refused */
  pay(handle: Pick<PaymentHandle, 'paymentIntentId' | 'clientSecret'>, method?: string): Promise<number>;
  ledger(): Promise<SandboxLedger>;
  addFault(fault: {
    match: string;
    times: number;
    status?: number;
    drop?: 'before' | 'after';
  }): Promise<void>;
  sendWebhooksTo(url: string): void;
  /** Events are kept and not delivered until {@link resumeWebhooks}. */
  holdWebhooks(): void;
  resumeWebhooks(): void;
  close(): Promise<void>;
}

export async function startTestPayments(): Promise<TestPayments> {
  const dataDir = mkdtempSync(join(tmpdir(), 'haat-sandbox-'));
  const sandbox: StripeSandbox = await startStripeSandbox({ dataDir, ...STRIPE_KEYS });
  let webhookUrl: string | undefined;
  const secret = { authorization: `Bearer ${STRIPE_KEYS.secretKey}` };
  return {
    environment: {
      STRIPE_SECRET_KEY: STRIPE_KEYS.secretKey,
      STRIPE_PUBLISHABLE_KEY: STRIPE_KEYS.publishableKey,
      STRIPE_WEBHOOK_SECRETS: STRIPE_KEYS.webhookSecret,
      STRIPE_API_BASE: sandbox.url,
      STRIPE_BROWSER_API_BASE: '/sandbox/stripe',
    },
    async pay({ paymentIntentId, clientSecret }, method = 'pm_card_visa') {
      const answer = await fetch(`${sandbox.url}/v1/payment_intents/${paymentIntentId}/confirm`, {
        method: 'POST',
        headers: { authorization: `Bearer ${STRIPE_KEYS.publishableKey}` },
        body: new URLSearchParams({ payment_method: method, client_secret: clientSecret }),
      });
      return answer.status;
    },
    async ledger() {
      const answer = await fetch(`${sandbox.url}/sandbox/ledger`, { headers: secret });
      return (await answer.json()) as SandboxLedger;
    },
    async addFault(fault) {
      await fetch(`${sandbox.url}/sandbox/faults`, {
        method: 'POST',
        headers: { ...secret, 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
    },
    sendWebhooksTo(url) {
      webhookUrl = url;
      sandbox.setWebhookUrl(url);
    },
    holdWebhooks: () => sandbox.setWebhookUrl(undefined),
    resumeWebhooks: () => sandbox.setWebhookUrl(webhookUrl),
    async close() {
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
