import { loadConfig } from '@haat/platform/config/load-config.ts';
import { ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const GatewayConfig = Type.Object({
  ...ServiceConfig.properties,
  PUBLIC_URL: Type.String({
    pattern: '^https?://',
    default: 'http://localhost:8080',
    description: 'Address at which browsers reach Haat; https turns HSTS on',
  }),
  WEB_ROOT: Type.Optional(
    Type.String({ description: 'Folder of the built web app; apps/web/dist by default' }),
  ),
  TRUSTED_PROXIES: Type.String({
    default: '',
    description: 'Addresses (CIDR, joined with commas) whose X-Forwarded-For names the client',
  }),
  RATE_LIMIT_READS: Type.Integer({ default: 1_200, minimum: 1, description: 'GETs a minute and client' }),
  RATE_LIMIT_WRITES: Type.Integer({
    default: 300,
    minimum: 1,
    description: 'Other requests a minute and client',
  }),
  RATE_LIMIT_CREDENTIALS: Type.Integer({
    default: 20,
    minimum: 1,
    description: 'Log-ins and registrations a minute and client',
  }),
});
export type GatewayConfig = Static<typeof GatewayConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): GatewayConfig =>
  loadConfig(GatewayConfig, environment);
