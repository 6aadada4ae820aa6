import type { PaymentIntent } from '../resources/objects.ts';
import type { SandboxStore } from '../sandbox-store.ts';
import { escapeHtml, page } from './page.ts';

/** Recent payments and webhook deliveries, to look at. */
export function overviewPage(store: SandboxStore): string {
  const payments = store
    .list<PaymentIntent>('payment_intent', 50)
    .map(
      (intent) =>
        `<tr><td>${escapeHtml(intent.id)}</td><td>${escapeHtml(intent.description ?? '')}</td><td>${(intent.amount / 100).toFixed(2)} ${escapeHtml(intent.currency.toUpperCase())}</td><td>${escapeHtml(intent.status)}</td></tr>`,
    )
    .join('');
  const events = store
    .list('event', 50)
    .map((event) => `<tr><td>${escapeHtml(event.id)}</td><td>${escapeHtml(String(event.type))}</td></tr>`)
    .join('');
  return page(
    'Payment sandbox',
    `<main class="wide"><h1>Payment sandbox</h1><p>A local stand-in for Stripe. No money moves here.</p>
<h2>Payments</h2><div class="scroll"><table><thead><tr><th>Intent</th><th>For</th><th>Amount</th><th>Status</th></tr></thead><tbody>${payments || '<tr><td colspan="4">None yet.</td></tr>'}</tbody></table></div>
<h2>Events</h2><div class="scroll"><table><thead><tr><th>Event</th><th>Type</th></tr></thead><tbody>${events || '<tr><td colspan="2">None yet.</td></tr>'}</tbody></table></div></main>`,
  );
}
