import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createOrderService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createOrderService(readConfig(process.env)));
