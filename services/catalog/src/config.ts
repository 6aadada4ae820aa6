import { RegionCode } from '@haat/contracts/region.ts';
import { loadConfig } from '@haat/platform/config/load-config.ts';
import { ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const CatalogConfig = Type.Object({
  ...ServiceConfig.properties,
  HAAT_REGION: RegionCode,
  MONGODB_URL: Type.String({ pattern: '^mongodb(\\+srv)?://' }),
  MONGODB_DATABASE: Type.String({ default: 'haat_catalog' }),
});
export type CatalogConfig = Static<typeof CatalogConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): CatalogConfig =>
  loadConfig(CatalogConfig, environment);
