import type { Document } from '../wire/messages.ts';
import { isDocument } from './value-key.ts';

/** Values that a filter pins fields to: `{a: 1}`, `{a: {$eq: 1}}`, `{a: {$in: [1, 2]}}`, also inside `$and`. */
export function equalitiesOf(filter: Document): Map<string, readonly unknown[]> {
  const equalities = new Map<string, readonly unknown[]>();
  for (const [field, condition] of Object.entries(filter)) {
    if (field === '$and' && Array.isArray(condition)) {
      for (const part of condition) {
        for (const [name, values] of equalitiesOf(part as Document)) equalities.set(name, values);
      }
    } else if (!field.startsWith('$')) {
      const values = pinned(condition);
      if (values) equalities.set(field, values);
    }
  }
  return equalities;
}

function pinned(condition: unknown): readonly unknown[] | undefined {
  if (condition instanceof RegExp) return undefined;
  if (!isDocument(condition)) return Array.isArray(condition) ? undefined : [condition];
  const operators = Object.keys(condition);
  if (!operators.some((name) => name.startsWith('$'))) return [condition];
  if ('$eq' in condition && !Array.isArray(condition.$eq)) return [condition.$eq];
  const among = condition.$in;
  // A regular expression among the values is a pattern, and an array may match as a whole: both need the scan.
  return Array.isArray(among) && !among.some((value) => value instanceof RegExp || Array.isArray(value))
    ? among
    : undefined;
}
