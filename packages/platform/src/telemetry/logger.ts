import {
  type DestinationStream,
  type Logger,
  type LoggerOptions,
  pino,
  type SerializedError,
  stdSerializers,
} from 'pino';
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

/** What libraries put beside the message: PostgreSQL the row that it refused, the mailer whom it wrote to. */
const ABOUT_PEOPLE = ['detail', 'where', 'rejected', 'rejectedErrors', 'envelope', 'raw'] as const;
const ADDRESS = /[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;

/** An error without whom it happened to: a server that refuses a mail says the address in its words. */
function errorOf(error: Error): SerializedError {
  const { raw: _, ...serialized } = stdSerializers.err(error);
  for (const [name, value] of Object.entries(serialized)) {
    if ((ABOUT_PEOPLE as readonly string[]).includes(name)) delete serialized[name];
    else if (typeof value === 'string') serialized[name] = value.replace(ADDRESS, '[address]');
  }
  return serialized as SerializedError;
}

/** @param options.to standard output when not given */
export function createLogger(options: { service?: string; level: string; to?: DestinationStream }): Logger {
  const settings: LoggerOptions = {
    level: options.level,
    base: options.service ? { service: options.service } : {},
    serializers: { err: errorOf },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    mixin: () => {
      const context = currentContext();
      return context ? { correlationId: context.correlationId } : {};
    },
    formatters: { level: (label) => ({ level: label }) },
  };
  return options.to ? pino(settings, options.to) : pino(settings);
}
