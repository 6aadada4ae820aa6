import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createSellerService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createSellerService(readConfig(process.env)));
