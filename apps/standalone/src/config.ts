import { RegionCode } from '@haat/contracts/region.ts';
import { loadConfig } from '@haat/platform/config/load-config.ts';
import { type Static, Type } from 'typebox';

/** What the host reads; each service reads its own variables from the same environment. */
export const StandaloneConfig = Type.Object({
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65_535, description: 'The one public port' }),
  HOST: Type.String({ default: '127.0.0.1', description: '0.0.0.0 lets other machines in' }),
  HAAT_DATA_DIR: Type.String({ default: '.haat', description: 'Where the embedded stores keep their data' }),
  HAAT_SEED: Type.Union([Type.Literal('demo'), Type.Literal('accounts'), Type.Literal('none')], {
    default: 'demo',
    description:
      'What an empty marketplace is filled with: a demo catalogue, accounts and stores alone, nothing',
  }),
  HAAT_REGION: RegionCode,
  STAFF_MFA: Type.Optional(
    Type.Union([Type.Literal('required'), Type.Literal('optional')], {
      description:
        'Whether staff need a second step or a passkey; optional with demo accounts, required without them',
    }),
  ),
  LOG_LEVEL: Type.String({ default: 'warn', description: 'trace, debug, info, warn, error or silent' }),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://', description: 'Where browsers reach Haat' })),
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'A PostgreSQL server in place of the embedded one; each service gets a database on it',
    }),
  ),
  MONGODB_URL: Type.Optional(Type.String({ pattern: '^mongodb(\\+srv)?://' })),
  AWS_ENDPOINT_URL: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'SNS and SQS elsewhere' }),
  ),
  AWS_ACCESS_KEY_ID: Type.Optional(Type.String({ description: 'Set: SNS and SQS are those of AWS' })),
  STRIPE_SECRET_KEY: Type.Optional(
    Type.String({ description: 'Set: payments go to Stripe, not the sandbox' }),
  ),
  SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://', description: 'Set: mail is really sent' })),
});
export type StandaloneConfig = Static<typeof StandaloneConfig>;

export const readConfig = (environment: NodeJS.ProcessEnv): StandaloneConfig =>
  loadConfig(StandaloneConfig, environment);

/** The demo administrator can be tried by a published password alone; what is no demo is closed to that. */
export const staffMfaOf = ({ STAFF_MFA, HAAT_SEED }: StandaloneConfig): 'required' | 'optional' =>
  STAFF_MFA ?? (HAAT_SEED === 'none' ? 'required' : 'optional');
