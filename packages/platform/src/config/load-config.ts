import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** The environment does not fit the schema; the message has one line a faulty variable. */
export class ConfigError extends Error {
  constructor(faults: string[]) {
    super(`Configuration is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the variables that the schema names, turns text into numbers and booleans where the schema asks for
 * them, fills in defaults. An empty value counts as absent.
 * @throws {ConfigError} naming every missing or faulty variable at once.
 */
export function loadConfig<Schema extends TObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): Static<Schema> {
  const raw: Record<string, string> = {};
  for (const name of Object.keys(schema.properties)) {
    const value = environment[name];
    if (value !== undefined && value !== '') raw[name] = value;
  }
  const candidate: unknown = Value.Default(schema as TSchema, Value.Convert(schema as TSchema, raw));
  if (Value.Check(schema as TSchema, candidate)) return candidate as Static<Schema>;
  const faults = Value.Errors(schema as TSchema, candidate).map((error) => {
    const missing = (error.params as { requiredProperties?: string[] }).requiredProperties;
    // The value itself is left out: it may be a secret.
    return missing
      ? `${missing.join(', ')}: is required`
      : `${error.instancePath.slice(1)}: ${error.message}`;
  });
  throw new ConfigError([...new Set(faults)]);
}
