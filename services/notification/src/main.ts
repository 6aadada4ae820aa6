import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createNotificationService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createNotificationService(readConfig(process.env)));
