import { loadConfig } from '@haat/platform/config/load-config.ts';
import { ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

const limit = (initial: number, what: string) =>
  Type.Integer({ default: initial, minimum: 1, description: `A minute: ${what}` });

export const GatewayConfig = Type.Object({
  ...ServiceConfig.properties,
  WEB_ROOT: Type.Optional(
    Type.String({ description: 'Folder of the built web app; apps/web/dist by default' }),
  ),
  TRUSTED_PROXIES: Type.String({
    default: '',
    description: 'Addresses (CIDR, joined with commas) whose X-Forwarded-For names the client',
  }),
  CORS_ORIGINS: Type.String({
    default: '',
    pattern: '^(https?://[^/,\\s]+(,https?://[^/,\\s]+)*)?$',
    description: 'Other sites (origins, joined with commas) whose pages may call the API, without cookies',
  }),
  RATE_LIMIT_FLOOD: limit(6_000, 'All requests of one address, at each gateway'),
  RATE_LIMIT_READS: limit(1_200, 'GETs of one account, or of one address without an account'),
  RATE_LIMIT_WRITES: limit(300, 'Other requests'),
  RATE_LIMIT_SEARCH: limit(600, 'Searches, suggestions and composite reads'),
  RATE_LIMIT_CHECKOUT: limit(60, 'Quotes, orders and attempts to pay'),
  RATE_LIMIT_CREDENTIALS: limit(20, 'Log-ins, registrations and resets of one address'),
  RATE_LIMIT_LOOKUP: limit(10, "Guests' look-ups of an order, of one address"),
});
export type GatewayConfig = Static<typeof GatewayConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): GatewayConfig =>
  loadConfig(GatewayConfig, environment);
