import { loadConfig } from '@haat/platform/config/load-config.ts';
import { PostgresConfig, ServiceConfig } from '@haat/platform/lifecycle/service.ts';
import { type Static, Type } from 'typebox';

export const AuthConfig = Type.Object({
  ...ServiceConfig.properties,
  ...PostgresConfig.properties,
  AUTH_SIGNING_KEY: Type.Optional(
    Type.String({
      minLength: 2,
      description:
        'Private ES256 key as a JWK in JSON, with a kid: the first that signs access tokens. Made where there is none',
    }),
  ),
  AUTH_SIGNING_KEY_DAYS: Type.Integer({
    default: 30,
    minimum: 0,
    description: 'Age at which a signing key is followed by a new one; 0 never by itself',
  }),
  AUTH_SECRET: Type.String({
    minLength: 32,
    description:
      'Keys are derived from it: for links and codes in mails, for what is encrypted in the database',
  }),
  AUTH_SECRET_PREVIOUS: Type.Optional(
    Type.String({
      pattern: '^[^,]{32,}(,[^,]{32,})*$',
      description:
        'Values that AUTH_SECRET had, joined with commas: they open what was made under them, and make nothing new',
    }),
  ),
  STAFF_MFA: Type.Union([Type.Literal('required'), Type.Literal('optional')], {
    default: 'required',
    description: 'Whether the admin console takes only who logged in with a second step or a passkey',
  }),
  FACTOR_REMOVAL_HOURS: Type.Number({
    default: 24,
    minimum: 0,
    description:
      'Between the order of staff to remove the second factors of an account and its effect; its owner can cancel it meanwhile',
  }),
  OIDC_PROVIDERS: Type.String({
    default: '[]',
    description:
      'Log-in by other accounts: JSON list of {"id","name","issuer","clientId","clientSecret"}; each returns to PUBLIC_URL/login/return/ID',
  }),
});
export type AuthConfig = Static<typeof AuthConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): AuthConfig => loadConfig(AuthConfig, environment);
