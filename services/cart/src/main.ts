import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createCartService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createCartService(readConfig(process.env)));
