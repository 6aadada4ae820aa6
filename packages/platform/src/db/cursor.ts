import { InvalidCursor } from '../errors/domain-error.ts';

/**
 * Keyset cursors: the sort values of the last row shown, opaque to callers. They name a place and grant nothing:
 * every query still filters by its owner.
 */
export const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * @param length how many values a cursor of this listing has
 * @throws http.cursor-invalid
 */
export function readCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const valid =
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string' || Number.isFinite(value));
    if (valid) return values as (string | number)[];
  } catch {
    // Falls through: not JSON is as invalid as the wrong shape.
  }
  throw InvalidCursor();
}

/** Takes a listing that was fetched with `limit + 1` rows apart into the page and the cursor of the next one. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly (string | number)[],
): { rows: readonly Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? writeCursor(key(last)) : null };
}
