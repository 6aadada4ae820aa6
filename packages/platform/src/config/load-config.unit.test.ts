import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load-config.ts';

const Schema = Type.Object({
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65_535 }),
  SECRET: Type.String({ minLength: 8 }),
  VERBOSE: Type.Boolean({ default: false }),
  REDIS_URL: Type.Optional(Type.String({ pattern: '^redis://' })),
});
const faultsOf = (environment: Record<string, string>) => {
  try {
    loadConfig(Schema, environment);
    return 'valid';
  } catch (error) {
    return error instanceof ConfigError
      ? error.message
          .split('\n')
          .slice(1)
          .map((line) => line.trim())
      : error;
  }
};

describe('loadConfig', () => {
  it('turns text into what the schema asks for and fills in defaults', () => {
    expect(
      loadConfig(Schema, { SECRET: 'long enough', PORT: '9000', VERBOSE: 'true', PATH: '/bin' }),
    ).toEqual({
      SECRET: 'long enough',
      PORT: 9000,
      VERBOSE: true,
    });
    expect(loadConfig(Schema, { SECRET: 'long enough' })).toEqual({
      SECRET: 'long enough',
      PORT: 8080,
      VERBOSE: false,
    });
  });

  it('takes an empty value for an absent one', () => {
    expect(loadConfig(Schema, { SECRET: 'long enough', REDIS_URL: '', PORT: '' })).toEqual({
      SECRET: 'long enough',
      PORT: 8080,
      VERBOSE: false,
    });
  });

  it('names everything that is wrong at once', () => {
    expect(faultsOf({ PORT: '70000', REDIS_URL: 'http://x' })).toEqual([
      'SECRET: is required',
      'PORT: must be <= 65535',
      'REDIS_URL: must match pattern "^redis://"',
    ]);
  });

  it.each([['eighty'], ['-1'], ['1e9']])('refuses the port %s', (PORT) => {
    expect(faultsOf({ SECRET: 'long enough', PORT })).not.toBe('valid');
  });

  it('never repeats a value: it may be a secret', () => {
    expect(JSON.stringify(faultsOf({ SECRET: 'hunter2' }))).not.toContain('hunter2');
  });
});
