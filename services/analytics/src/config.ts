import { RegionCode } from '@haat/contracts/region.ts';
import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const AnalyticsConfig = Type.Object({
  ...ServiceConfig.properties,
  ...PostgresConfig.properties,
  HAAT_REGION: RegionCode,
});
export type AnalyticsConfig = Static<typeof AnalyticsConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): AnalyticsConfig =>
  loadConfig(AnalyticsConfig, environment);
