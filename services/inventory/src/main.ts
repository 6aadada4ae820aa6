import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createInventoryService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createInventoryService(readConfig(process.env)));
