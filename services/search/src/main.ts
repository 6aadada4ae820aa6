import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createSearchService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createSearchService(readConfig(process.env)));
