import { RegionCode } from '@haat/contracts/region.ts';
import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const CartConfig = Type.Object({
  ...ServiceConfig.properties,
  ...PostgresConfig.properties,
  HAAT_REGION: RegionCode,
});
export type CartConfig = Static<typeof CartConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): CartConfig => loadConfig(CartConfig, environment);
