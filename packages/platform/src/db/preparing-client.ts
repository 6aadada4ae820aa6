import { createHash } from 'node:crypto';
import pg from 'pg';

/** Beyond this many texts (lists of varying length make new ones) statements go unprepared. */
const MAX_NAMES = 400;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_NAMES) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return name;
}

/**
 * Prepares each parameterized statement once a connection: PostgreSQL parses and plans it the first time only, which
 * is half of what a short statement costs. Not for a pooler between here and the server that shares connections
 * between transactions.
 */
export class PreparingClient extends pg.Client {
  // The driver's method has a dozen overloads; only text with values is of interest here.
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const query = super.query as (...given: unknown[]) => never;
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
      const name = nameOf(text);
      if (name !== undefined) return query.call(this, { name, text, values }, ...rest);
    }
    return query.apply(this, args);
  }
}
