import { badValue, MongoCommandError } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import type { Document } from '../wire/messages.ts';
import type { Cursors } from './cursors.ts';

export interface CommandContext {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly database: string;
}

export interface Command {
  /** Fields that the command understands, besides those that every command may carry. */
  readonly fields: readonly string[];
  readonly run: (command: Document, context: CommandContext) => Document;
}

/** Carried by any command, without influence on a single server's result. */
const COMMON_FIELDS = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'txnNumber',
  'writeConcern',
  'readConcern',
  'comment',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** An option that is not understood might change the result, so it is refused. */
export function assertFields(name: string, command: Document, definition: Command): void {
  if (command.startTransaction || command.autocommit !== undefined) {
    throw new MongoCommandError(20, 'IllegalOperation', 'transactions are not supported here');
  }
  for (const field of Object.keys(command)) {
    if (field !== name && !COMMON_FIELDS.has(field) && !definition.fields.includes(field)) {
      throw new MongoCommandError(
        40415,
        'Location40415',
        `BSON field '${name}.${field}' is an unknown field.`,
      );
    }
  }
}

export function namespaceOf(command: Document, name: string, context: CommandContext): string {
  const collection = command[name];
  if (typeof collection !== 'string' || collection === '') throw badValue(`${name} names no collection`);
  return `${context.database}.${collection}`;
}

export const asDocument = (value: unknown): Document => (value ?? {}) as Document;
export const asNumber = (value: unknown, fallback: number): number =>
  value === undefined || value === null ? fallback : Number(value);
