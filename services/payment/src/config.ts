import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const PaymentConfig = Type.Object({
  ...ServiceConfig.properties,
  ...PostgresConfig.properties,
  STRIPE_SECRET_KEY: Type.String({ minLength: 8 }),
  STRIPE_PUBLISHABLE_KEY: Type.String({ minLength: 8 }),
  STRIPE_WEBHOOK_SECRETS: Type.String({
    minLength: 8,
    description: 'Signing secrets of the webhook endpoint, joined with commas: two while one is rotated',
  }),
  STRIPE_API_BASE: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'Another place than api.stripe.com: the sandbox' }),
  ),
  STRIPE_BROWSER_API_BASE: Type.Optional(
    Type.String({ description: 'Base of the sandbox as the browser reaches it; unset for Stripe itself' }),
  ),
});
export type PaymentConfig = Static<typeof PaymentConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): PaymentConfig =>
  loadConfig(PaymentConfig, environment);
