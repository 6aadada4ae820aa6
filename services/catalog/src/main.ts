import { runService } from '@haat/platform/lifecycle/run-service.ts';
import { createCatalogService } from './app.ts';
import { readConfig } from './config.ts';

await runService(async () => createCatalogService(readConfig(process.env)));
