import { sql } from 'kysely';

/** Named one by one: a column that a later version adds gets its default from this one too. */
export const columnsOf = (row: object | undefined, alias?: string) =>
  sql.join(Object.keys(row ?? {}).map((name) => sql.ref(alias ? `${alias}.${name}` : name)));
