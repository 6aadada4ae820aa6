import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const SearchConfig = Type.Object({ ...ServiceConfig.properties, ...PostgresConfig.properties });
export type SearchConfig = Static<typeof SearchConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): SearchConfig =>
  loadConfig(SearchConfig, environment);
