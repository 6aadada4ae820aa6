import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createPaymentService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createPaymentService(readConfig(process.env)));
