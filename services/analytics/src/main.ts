import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createAnalyticsService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createAnalyticsService(readConfig(process.env)));
