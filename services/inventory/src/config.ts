import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const InventoryConfig = Type.Object({ ...ServiceConfig.properties, ...PostgresConfig.properties });
export type InventoryConfig = Static<typeof InventoryConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): InventoryConfig =>
  loadConfig(InventoryConfig, environment);
