import { RegionCode } from '@haat/contracts/region.ts';
import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const NotificationConfig = Type.Object({
  ...ServiceConfig.properties,
  ...PostgresConfig.properties,
  HAAT_REGION: RegionCode,
  SMTP_URL: Type.String({ pattern: '^smtps?://' }),
  MAIL_FROM: Type.String({ default: 'Haat <orders@haat.example>' }),
  PUBLIC_URL: Type.String({ pattern: '^https?://', default: 'http://localhost:8080' }),
});
export type NotificationConfig = Static<typeof NotificationConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): NotificationConfig =>
  loadConfig(NotificationConfig, environment);
