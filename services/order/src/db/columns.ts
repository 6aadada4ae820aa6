import { sql } from 'kysely';

/**
 * Named one by one: a column that a later version adds gets its default from this one too. The names are those of a row
 * that the code spells out, so they go in as they are: a reference each would take longer to write than the statement to
 * run.
 */
export const columnsOf = (row: object | undefined, alias?: string) =>
  sql.raw(
    Object.keys(row ?? {})
      .map((name) => (alias ? `${alias}."${name}"` : `"${name}"`))
      .join(', '),
  );
