import { defineConfig } from 'vitest/config';

// Two projects: `unit` is pure and runs in parallel; `integration` runs the services' own apps on real stores,
// which one global set-up starts once.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,services,packages,scripts,tests}/**/*.unit.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{apps,services,packages,tests}/**/*.int.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['packages/testing/src/global-setup.ts'],
          setupFiles: ['packages/testing/src/forget-credentials.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          // Node itself runs the TypeScript, as in production.
          experimental: { viteModuleRunner: false },
          // Files have databases, queues and names of their own; loading the AWS SDK anew for each would take longer
          // than their tests do.
          isolate: false,
        },
      },
    ],
  },
});
