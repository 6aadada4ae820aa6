import { badValue, MongoCommandError } from '../errors.ts';
import type { IndexSpec } from '../storage/collection-index.ts';
import { type Document, MAX_MESSAGE_BYTES } from '../wire/messages.ts';
import { asDocument, type Command, type CommandContext, namespaceOf } from './command.ts';

/** MongoDB 7.0's, the oldest series that the driver still calls current. */
const MAX_WIRE_VERSION = 21;

const hello: Command = {
  fields: [
    'hello',
    'isMaster',
    'ismaster',
    'helloOk',
    'client',
    'compression',
    'loadBalanced',
    'topologyVersion',
    'maxAwaitTimeMS',
    'backpressure',
  ],
  // No logicalSessionTimeoutMinutes and no setName: a standalone server without sessions or transactions.
  run: () => ({
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  }),
};

const ping: Command = { fields: [], run: () => ({ ok: 1 }) };
const buildInfo: Command = {
  fields: [],
  run: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], modules: ['haat-embedded-mongo'], ok: 1 }),
};

const create: Command = {
  fields: [],
  run(command, context) {
    context.store.write(() => context.store.ensure(namespaceOf(command, 'create', context)));
    return { ok: 1 };
  },
};

const drop: Command = {
  fields: [],
  run(command, context) {
    const namespace = namespaceOf(command, 'drop', context);
    if (!context.store.write(() => context.store.drop(namespace))) {
      throw new MongoCommandError(26, 'NamespaceNotFound', 'ns not found');
    }
    return { ns: namespace, ok: 1 };
  },
};

const dropDatabase: Command = {
  fields: [],
  run(_command, context) {
    context.store.write(() => {
      for (const namespace of ownNamespaces(context)) context.store.drop(namespace);
    });
    return { dropped: context.database, ok: 1 };
  },
};

const ownNamespaces = ({ store, database }: CommandContext): string[] =>
  store.namespaces().filter((namespace) => namespace.startsWith(`${database}.`));

const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run(command, context) {
    const wanted = asDocument(command.filter).name;
    const collections = ownNamespaces(context)
      .map((namespace) => namespace.slice(context.database.length + 1))
      .filter((name) => wanted === undefined || wanted === name)
      .map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }));
    return context.cursors.open(`${context.database}.$cmd.listCollections`, collections, undefined, false);
  },
};

const listDatabases: Command = {
  fields: ['nameOnly', 'filter', 'authorizedDatabases'],
  run(_command, { store }) {
    const names = new Set(store.namespaces().map((namespace) => namespace.split('.')[0]));
    return { databases: [...names].map((name) => ({ name, empty: false })), ok: 1 };
  },
};

const INDEX_OPTIONS = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'background',
  'v',
  'ns',
]);

const createIndexes: Command = {
  fields: ['indexes', 'commitQuorum'],
  run(command, context) {
    const specs = (command.indexes as Document[]).map(toIndexSpec);
    context.store.write(() => {
      const collection = context.store.ensure(namespaceOf(command, 'createIndexes', context));
      for (const spec of specs) collection.createIndex(spec);
    });
    return { ok: 1 };
  },
};

function toIndexSpec(index: Document): IndexSpec {
  for (const option of Object.keys(index)) {
    if (!INDEX_OPTIONS.has(option)) throw badValue(`index option "${option}" is not supported`);
  }
  const key = asDocument(index.key);
  for (const direction of Object.values(key)) {
    if (direction !== 1 && direction !== -1)
      throw badValue('only ascending and descending indexes are supported');
  }
  return {
    name: String(index.name),
    key: key as IndexSpec['key'],
    unique: index.unique === true,
    sparse: index.sparse === true,
    partialFilterExpression: (index.partialFilterExpression as Document | undefined) ?? null,
  };
}

const listIndexes: Command = {
  fields: ['cursor'],
  run(command, context) {
    const namespace = namespaceOf(command, 'listIndexes', context);
    const collection = context.store.find(namespace);
    if (!collection) throw new MongoCommandError(26, 'NamespaceNotFound', `ns does not exist: ${namespace}`);
    const indexes = collection.indexSpecs.map((spec) => ({
      v: 2,
      key: spec.key,
      name: spec.name,
      ...(spec.unique ? { unique: true } : {}),
      ...(spec.sparse ? { sparse: true } : {}),
      ...(spec.partialFilterExpression ? { partialFilterExpression: spec.partialFilterExpression } : {}),
    }));
    return context.cursors.open(namespace, indexes, undefined, false);
  },
};

const dropIndexes: Command = {
  fields: ['index'],
  run(command, context) {
    const collection = context.store.find(namespaceOf(command, 'dropIndexes', context));
    context.store.write(() => collection?.dropIndexes(String(command.index)));
    return { ok: 1 };
  },
};

const endSessions: Command = { fields: [], run: () => ({ ok: 1 }) };

export const ADMIN_COMMANDS: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  createIndexes,
  listIndexes,
  dropIndexes,
  endSessions,
};
