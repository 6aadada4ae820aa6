import { inject } from 'vitest';

/** Addresses of the servers that the global set-up started. */
export interface TestStores {
  readonly postgresUrl: string;
  readonly mongodbUrl: string;
  readonly brokerUrl: string;
  /** Null where the machine has no redis-server. */
  readonly redisUrl: string | null;
  /** What PostgreSQL complains of, with the rows that it complains of. */
  readonly postgresLog: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stores: TestStores;
  }
}

/** The servers that all test files share; each file makes its own databases, prefixes and queues on them. */
export const testStores = (): TestStores => inject('stores');
