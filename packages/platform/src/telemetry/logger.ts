import { type Logger, pino } from 'pino';
import { currentContext } from './context.ts';

export type { Logger } from 'pino';

/** Fields whose values never reach a log line, wherever one level of nesting puts them. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'client_secret',
  'card',
  'email',
];

export function createLogger(options: { service?: string; level: string }): Logger {
  return pino({
    level: options.level,
    base: options.service ? { service: options.service } : {},
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    mixin: () => {
      const context = currentContext();
      return context ? { correlationId: context.correlationId } : {};
    },
    formatters: { level: (label) => ({ level: label }) },
  });
}
