import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const AuthConfig = Type.Object({
  ...ServiceConfig.properties,
  ...PostgresConfig.properties,
  AUTH_SIGNING_KEY: Type.String({
    minLength: 2,
    description: 'Private ES256 key as a JWK in JSON, with a kid: signs the access tokens',
  }),
  AUTH_SECRET: Type.String({
    minLength: 32,
    description: 'Keys are derived from it: for the links and codes in mails',
  }),
});
export type AuthConfig = Static<typeof AuthConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): AuthConfig => loadConfig(AuthConfig, environment);
