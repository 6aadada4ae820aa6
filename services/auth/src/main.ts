import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createAuthService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createAuthService(readConfig(process.env)));
