import { InvalidCursor } from '../errors/domain-error.ts';

/**
 * Keyset cursors: the sort values of the last row shown, opaque to callers. They name a place and grant nothing:
 * every query still filters by its owner.
 */
export const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** What one value of a cursor is. A cursor that was made up must be refused here and not by the database. */
export type CursorValue = 'integer' | 'number' | 'instant' | 'uuid';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^([12]\d{3})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/;

const CHECKS: Readonly<Record<CursorValue, (value: unknown) => boolean>> = {
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  uuid: (value) => typeof value === 'string' && UUID.test(value),
  instant: (value) => typeof value === 'string' && isInstant(value),
};

/**
 * @param shape what the values of this listing's cursors are, in their order
 * @throws http.cursor-invalid
 */
export function readCursor(cursor: string, shape: readonly CursorValue[]): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const valid =
      Array.isArray(values) &&
      values.length === shape.length &&
      shape.every((kind, index) => CHECKS[kind](values[index]));
    if (valid) return values as (string | number)[];
  } catch {
    // Falls through: not JSON is as invalid as the wrong shape.
  }
  throw InvalidCursor();
}

function isInstant(text: string): boolean {
  const [, year, month, day] = INSTANT.exec(text) ?? [];
  // JavaScript takes the 30th of February for a day in March, PostgreSQL for an error.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCDate() === Number(day) && Number.isFinite(Date.parse(text));
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
