import { BSON, ObjectId } from 'bson';
import { updateOne } from 'mingo/updater';
import { badValue, failedToParse, immutableId, MongoCommandError } from '../errors.ts';
import { type Collection, refuseCode } from '../storage/collection.ts';
import { isDocument, valueKey } from '../storage/value-key.ts';
import type { Document } from '../wire/messages.ts';
import { asDocument, type Command, type CommandContext, namespaceOf } from './command.ts';
import { project, sortDocuments } from './read.ts';

type Changed = (undo: () => void) => void;

/** Runs the statements of a write command in one commit; an ordered one stops at the first failure. */
function runStatements(
  statements: readonly Document[],
  ordered: boolean,
  context: CommandContext,
  run: (statement: Document, index: number, changed: Changed) => void,
): Document[] {
  const writeErrors: Document[] = [];
  context.store.write((changed) => {
    for (const [index, statement] of statements.entries()) {
      try {
        run(statement, index, changed);
      } catch (error) {
        if (!(error instanceof MongoCommandError)) throw error;
        writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
        if (ordered) break;
      }
    }
  });
  return writeErrors;
}

const withErrors = (reply: Document, writeErrors: readonly Document[]): Document =>
  writeErrors.length > 0 ? { ...reply, writeErrors, ok: 1 } : { ...reply, ok: 1 };

const insert: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  run(command, context) {
    const namespace = namespaceOf(command, 'insert', context);
    let n = 0;
    const writeErrors = runStatements(
      command.documents as Document[],
      command.ordered !== false,
      context,
      (document, _index, changed) => {
        changed(context.store.ensure(namespace).insert(withId(document)));
        n++;
      },
    );
    return withErrors({ n }, writeErrors);
  },
};

const update: Command = {
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  run(command, context) {
    const namespace = namespaceOf(command, 'update', context);
    let n = 0;
    let nModified = 0;
    const upserted: Document[] = [];
    const writeErrors = runStatements(
      command.updates as Document[],
      command.ordered !== false,
      context,
      (statement, index, changed) => {
        const collection = context.store.ensure(namespace);
        const filter = asDocument(statement.q);
        const matches = [...take(collection.find(filter), statement.multi === true)];
        if (matches.length === 0 && statement.upsert === true) {
          const document = upsertDocument(filter, statement.u, statement.arrayFilters);
          changed(collection.insert(document));
          upserted.push({ index, _id: document._id });
          n++;
          return;
        }
        for (const before of matches) {
          const after = apply(before, filter, statement.u, statement.arrayFilters, statement.multi === true);
          n++;
          if (!after) continue;
          changed(collection.replace(before, after));
          nModified++;
        }
      },
    );
    return withErrors({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, writeErrors);
  },
};

const remove: Command = {
  fields: ['deletes', 'ordered', 'let'],
  run(command, context) {
    const namespace = namespaceOf(command, 'delete', context);
    let n = 0;
    const writeErrors = runStatements(
      command.deletes as Document[],
      command.ordered !== false,
      context,
      (statement, _index, changed) => {
        const collection = context.store.find(namespace);
        if (!collection) return;
        for (const document of [...take(collection.find(asDocument(statement.q)), statement.limit !== 1)]) {
          changed(collection.remove(document));
          n++;
        }
      },
    );
    return withErrors({ n }, writeErrors);
  },
};

const findAndModify: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'bypassDocumentValidation',
    'let',
    'hint',
  ],
  run(command, context) {
    const namespace = namespaceOf(command, 'findAndModify', context);
    const filter = asDocument(command.query);
    return context.store.write((changed) => {
      const collection = context.store.ensure(namespace);
      const before = firstMatch(collection, filter, asDocument(command.sort));
      const answer = (value: Document | null, lastErrorObject: Document): Document => ({
        lastErrorObject,
        value: value && (project([value], asDocument(command.fields))[0] ?? null),
        ok: 1,
      });
      if (command.remove === true) {
        if (before) changed(collection.remove(before));
        return answer(before ?? null, { n: before ? 1 : 0 });
      }
      if (!before) {
        if (command.upsert !== true) return answer(null, { n: 0, updatedExisting: false });
        const document = upsertDocument(filter, command.update, command.arrayFilters);
        changed(collection.insert(document));
        const shown = command.new === true ? document : null;
        return answer(shown, { n: 1, updatedExisting: false, upserted: document._id });
      }
      const after = apply(before, filter, command.update, command.arrayFilters, false);
      if (after) changed(collection.replace(before, after));
      return answer(command.new === true ? (after ?? before) : before, { n: 1, updatedExisting: true });
    });
  },
};

function firstMatch(collection: Collection, filter: Document, sort: Document): Document | undefined {
  if (Object.keys(sort).length === 0) {
    for (const document of collection.find(filter)) return document;
    return undefined;
  }
  return sortDocuments([...collection.find(filter)], sort)[0];
}

function* take(documents: Iterable<Document>, all: boolean): Iterable<Document> {
  for (const document of documents) {
    yield document;
    if (!all) return;
  }
}

const withId = (document: Document): Document =>
  document._id === undefined ? { _id: new ObjectId(), ...document } : document;

const isOperatorUpdate = (change: unknown): boolean =>
  Array.isArray(change) || Object.keys(asDocument(change)).some((name) => name.startsWith('$'));

/**
 * The document after an update; the one before is left as it is.
 * @returns undefined when nothing changed
 */
function apply(
  before: Document,
  filter: Document,
  change: unknown,
  arrayFilters: unknown,
  multi: boolean,
): Document | undefined {
  let after: Document;
  if (isOperatorUpdate(change)) {
    after = runOperators(clone(before), { ...filter, _id: before._id }, change, arrayFilters, false);
  } else {
    if (multi) throw failedToParse('multi update is not supported for replacement-style update');
    after = { ...asDocument(change), _id: before._id, ...asDocument(change) };
    if (asDocument(change)._id === undefined) after._id = before._id;
  }
  if (valueKey(after._id) !== valueKey(before._id)) throw immutableId();
  const options = { ignoreUndefined: true };
  return Buffer.compare(BSON.serialize(before, options), BSON.serialize(after, options)) === 0
    ? undefined
    : after;
}

function upsertDocument(filter: Document, change: unknown, arrayFilters: unknown): Document {
  const base: Document = {};
  for (const [field, condition] of Object.entries(filter)) {
    if (field.startsWith('$')) continue;
    const value = isDocument(condition) && '$eq' in condition ? condition.$eq : condition;
    const isOperator = isDocument(value) && Object.keys(value).some((name) => name.startsWith('$'));
    if (!isOperator) setPath(base, field, value);
  }
  if (!isOperatorUpdate(change))
    return withId({ ...(base._id === undefined ? {} : { _id: base._id }), ...asDocument(change) });
  // The identity must be there before operators look for it.
  const seeded = withId(base);
  return runOperators(seeded, { _id: seeded._id }, change, arrayFilters, true);
}

function setPath(target: Document, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at = target;
  for (const step of steps) {
    if (!isDocument(at[step])) at[step] = {};
    at = at[step] as Document;
  }
  at[last] = value;
}

function runOperators(
  document: Document,
  condition: Document,
  change: unknown,
  arrayFilters: unknown,
  inserting: boolean,
): Document {
  refuseCode(change);
  const holder = [document];
  let modifier = change;
  if (isDocument(change) && '$setOnInsert' in change) {
    const { $setOnInsert, ...others } = change;
    modifier = inserting
      ? { ...others, $set: { ...asDocument(others.$set), ...asDocument($setOnInsert) } }
      : others;
  }
  if (isDocument(modifier) && Object.keys(modifier).length === 0) return document;
  try {
    updateOne(
      holder,
      condition as never,
      modifier as never,
      Array.isArray(arrayFilters) ? { arrayFilters: arrayFilters as Document[] } : {},
      { scriptEnabled: false },
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw /\b_id\b/.test(message) ? immutableId() : badValue(message);
  }
  return holder[0] ?? document;
}

/** A deep copy with BSON's own types kept as they are. */
function clone<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(clone) as Value;
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const [name, inner] of Object.entries(value)) copy[name] = clone(inner);
  return copy as Value;
}

export const WRITE_COMMANDS: Readonly<Record<string, Command>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
};
