import { type BSON, EJSON } from 'bson';

/**
 * A text that is equal for values that MongoDB's equality calls equal: numbers of any BSON type by value, null
 * and a missing field alike.
 */
export function valueKey(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `s${value}`;
    case 'number':
      return `n${Object.is(value, -0) ? 0 : value}`;
    case 'bigint':
      return `n${value}`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'undefined':
      return 'z';
  }
  if (value === null) return 'z';
  if (value instanceof Date) return `d${value.getTime()}`;
  const bsonType = (value as { _bsontype?: string })._bsontype;
  if (bsonType === 'ObjectId') return `o${(value as BSON.ObjectId).toHexString()}`;
  if (bsonType === 'Long' || bsonType === 'Int32' || bsonType === 'Double') return `n${String(value)}`;
  return `x${EJSON.stringify({ value }, { relaxed: false })}`;
}

/** Values at a dotted path, arrays on the way and at the end spread out, as a multikey index sees them. */
export function valuesAt(document: unknown, path: string): unknown[] {
  const found = walk(document, path.split('.'), 0);
  return found.length === 0 ? [undefined] : found;
}

function walk(value: unknown, path: readonly string[], depth: number): unknown[] {
  const step = path[depth];
  if (step === undefined) {
    // An array matches by each element and as a whole.
    return Array.isArray(value) ? [...value, value] : [value];
  }
  if (Array.isArray(value)) {
    const byPosition = /^\d+$/.test(step) ? walk(value[Number(step)], path, depth + 1) : [];
    return [
      ...byPosition,
      ...value.flatMap((element) => (isDocument(element) ? walk(element, path, depth) : [])),
    ];
  }
  return isDocument(value) && step in value ? walk(value[step], path, depth + 1) : [];
}

export function isDocument(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !('_bsontype' in value) &&
    !ArrayBuffer.isView(value)
  );
}
