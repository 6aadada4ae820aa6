import { ConfigError } from '@haat/platform/config/load-config.ts';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

/** http is for a provider on this very machine. */
const ISSUER = '^(https://|http://(localhost|127\\.0\\.0\\.1)([:/]|$))[^?#]*$';

const ProviderConfig = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,30}$' }),
    name: Type.String({ minLength: 1, maxLength: 40 }),
    issuer: Type.String({ pattern: ISSUER }),
    clientId: Type.String({ minLength: 1 }),
    clientSecret: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
);
export type ProviderConfig = Static<typeof ProviderConfig>;

/** @throws ConfigError naming what is wrong, and no secret */
export function readProviders(text: string): ProviderConfig[] {
  const fault = (what: string) => new ConfigError([`OIDC_PROVIDERS: ${what}`]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fault('is not JSON');
  }
  const list = Type.Array(ProviderConfig);
  if (!Value.Check(list, value)) {
    const [first] = Value.Errors(list, value);
    const { instancePath = '', keyword = '', message = 'is not valid' } = first ?? {};
    throw fault(`${instancePath} ${keyword === 'boolean' ? 'is not a known field' : message}`.trim());
  }
  const ids = value.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw fault(`${twice} is there twice`);
  return value;
}
