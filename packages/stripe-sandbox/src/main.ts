import { startStripeSandbox } from './stripe-sandbox.ts';

const { url } = await startStripeSandbox({
  dataDir: process.env.SANDBOX_DATA_DIR ?? '.haat/stripe',
  port: Number(process.env.PORT ?? 12_111),
  webhookSecret: process.env.STRIPE_WEBHOOK_SECRET ?? 'whsec_sandbox',
  secretKey: process.env.STRIPE_SECRET_KEY ?? 'sk_test_sandbox',
  publishableKey: process.env.STRIPE_PUBLISHABLE_KEY ?? 'pk_test_sandbox',
  ...(process.env.WEBHOOK_URL ? { webhookUrl: process.env.WEBHOOK_URL } : {}),
});
console.log(`stripe-sandbox on ${url}`);
