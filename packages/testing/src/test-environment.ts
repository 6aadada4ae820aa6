import { randomBytes } from 'node:crypto';
import type { ServiceName } from '@haat/platform/http/service-transport.ts';
import { createTestDatabase } from './test-database.ts';
import { testStores } from './test-stores.ts';

export type Environment = Readonly<Record<string, string>>;

export const TEST_SERVICE_SECRET = 'services-of-the-tests-know-each-other-by-this';
export const TEST_AUTH_SECRET = 'what-auth-derives-its-keys-from-in-the-tests';
export const STRIPE_KEYS = {
  secretKey: 'sk_test_for_the_tests',
  publishableKey: 'pk_test_for_the_tests',
  webhookSecret: 'whsec_for_the_tests',
} as const;

/** Names nobody else has, so that test files share servers and nothing on them. */
export const uniquePrefix = (): string => `t${randomBytes(5).toString('hex')}`;

/**
 * What a service's `readConfig` reads: databases of its own on the shared servers. Nobody confirms events in tests, so
 * the outbox keeps every one that was committed.
 * @param options.eventsPrefix the same for services that are to hear each other
 */
export async function testEnvironment(options: {
  service: ServiceName;
  eventsPrefix?: string;
}): Promise<Environment> {
  const stores = testStores();
  // The AWS SDK's credential chain reads the process's own environment.
  process.env.AWS_ACCESS_KEY_ID = 'tests';
  process.env.AWS_SECRET_ACCESS_KEY = 'tests';
  const common = {
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    SERVICE_SECRET: TEST_SERVICE_SECRET,
    AWS_ENDPOINT_URL: stores.brokerUrl,
    EVENTS_PREFIX: options.eventsPrefix ?? uniquePrefix(),
    EVENTS_BROKER_FORGETS: 'true',
    PUBLIC_URL: 'http://localhost:8080',
  };
  return options.service === 'catalog'
    ? { ...common, MONGODB_URL: stores.mongodbUrl, MONGODB_DATABASE: uniquePrefix() }
    : { ...common, DATABASE_URL: await createTestDatabase(options.service) };
}
