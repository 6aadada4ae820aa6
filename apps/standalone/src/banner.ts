import { type StandaloneConfig, staffMfaOf } from './config.ts';
import { MAILBOX_PREFIX, SANDBOX_PREFIX } from './embedded/prefixes.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seed/demo-accounts.ts';
import type { Standalone } from './standalone.ts';

/** What somebody needs to know who has just started Haat for the first time. */
export function banner(haat: Standalone, config: StandaloneConfig, startMs: number): string {
  const url = config.PUBLIC_URL ?? haat.url.replace('127.0.0.1', 'localhost');
  const lines = [`Haat is open at ${url}`, `(${(startMs / 1000).toFixed(1)} s; data in ${haat.dataDir})`, ''];
  if (haat.seeded) {
    lines.push(
      `  customer  ${DEMO_ACCOUNTS.customer.email}`,
      '  seller    seller@haat.example',
      `  admin     ${DEMO_ACCOUNTS.admin.email}`,
      `  password  ${DEMO_PASSWORD}`,
      ...(staffMfaOf(config) === 'optional'
        ? ['', '  Demo staff need no second step; STAFF_MFA=required asks for one.']
        : []),
      '',
    );
  }
  if (!config.STRIPE_SECRET_KEY) {
    lines.push(
      '  card      4242 4242 4242 4242   pays (any future date, any code)',
      '            4000 0000 0000 0002   is declined',
      '            4000 0000 0000 9995   has insufficient funds',
      '            4000 0025 0000 3155   asks for 3-D Secure',
      '',
      `  payments  ${url}${SANDBOX_PREFIX}/`,
    );
  }
  if (!config.SMTP_URL) lines.push(`  mail      ${url}${MAILBOX_PREFIX}/`);
  lines.push(`  API       ${url}/openapi.json`, '', 'Ctrl-C stops it.');
  return `\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}
