import type { PaymentIntent } from '../resources/objects.ts';
import { escapeHtml, page } from './page.ts';

/** The bank's part of 3-D Secure, as a page with two answers. */
export function challengePage(intent: PaymentIntent, action: string, returnUrl: string): string {
  const amount = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: intent.currency.toUpperCase(),
  });
  const digits = amount.resolvedOptions().maximumFractionDigits ?? 2;
  const hidden = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
  return page(
    'Confirm your payment',
    `<main><h1>Confirm your payment</h1>
<p>This page stands for your bank's 3-D Secure check. ${escapeHtml(amount.format(intent.amount / 10 ** digits))} to Haat.</p>
<form method="post" action="${escapeHtml(action)}">
${hidden('client_secret', intent.client_secret)}${hidden('return_url', returnUrl)}
<button class="main" name="answer" value="pass">Complete authentication</button>
<button name="answer" value="fail">Fail authentication</button>
</form></main>`,
  );
}
