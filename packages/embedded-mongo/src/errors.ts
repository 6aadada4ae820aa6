/** A failure with MongoDB's own code, as drivers switch on it. */
export class MongoCommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly details: Record<string, unknown>;

  constructor(code: number, codeName: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'MongoCommandError';
    this.code = code;
    this.codeName = codeName;
    this.details = details;
  }
}

export const badValue = (message: string) => new MongoCommandError(2, 'BadValue', message);
export const failedToParse = (message: string) => new MongoCommandError(9, 'FailedToParse', message);
export const commandNotFound = (name: string) =>
  new MongoCommandError(59, 'CommandNotFound', `no such command: '${name}'`);
export const cursorNotFound = (id: bigint) =>
  new MongoCommandError(43, 'CursorNotFound', `cursor id ${id} not found`);
export const immutableId = () =>
  new MongoCommandError(66, 'ImmutableField', "Performing an update on the path '_id' would modify it");
export const notSupported = (what: string) =>
  new MongoCommandError(238, 'NotImplemented', `embedded-mongo does not support ${what}`);
export const documentTooLarge = () =>
  new MongoCommandError(10334, 'BSONObjectTooLarge', 'a document may hold 16 MiB at most');
export const duplicateKey = (
  namespace: string,
  index: string,
  keyPattern: Record<string, unknown>,
  keyValue: Record<string, unknown>,
) =>
  new MongoCommandError(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: ${JSON.stringify(keyValue)}`,
    { keyPattern, keyValue },
  );
