import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const SellerConfig = Type.Object({ ...ServiceConfig.properties, ...PostgresConfig.properties });
export type SellerConfig = Static<typeof SellerConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): SellerConfig =>
  loadConfig(SellerConfig, environment);
