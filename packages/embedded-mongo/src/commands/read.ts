import { Long } from 'bson';
import { aggregate, find as mingoFind } from 'mingo';
import { badValue, MongoCommandError, notSupported } from '../errors.ts';
import { refuseCode } from '../storage/collection.ts';
import { isDocument, valueKey, valuesAt } from '../storage/value-key.ts';
import type { Document } from '../wire/messages.ts';
import { asDocument, asNumber, type Command, type CommandContext, namespaceOf } from './command.ts';

const find: Command = {
  fields: [
    'filter',
    'sort',
    'projection',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'hint',
    'noCursorTimeout',
    'allowDiskUse',
  ],
  run(command, context) {
    const namespace = namespaceOf(command, 'find', context);
    const batchSize = command.batchSize === undefined ? undefined : Number(command.batchSize);
    return context.cursors.open(
      namespace,
      query(command, namespace, context),
      batchSize,
      command.singleBatch === true,
    );
  },
};

function query(command: Document, namespace: string, { store }: CommandContext): Document[] {
  const skip = asNumber(command.skip, 0);
  // A negative limit is an old way of asking for a single batch.
  const limit = Math.abs(asNumber(command.limit, 0));
  const sort = asDocument(command.sort);
  const matches = store.find(namespace)?.find(asDocument(command.filter)) ?? [];
  const sorted = Object.keys(sort).length > 0;
  const taken = sorted ? sortDocuments([...matches], sort) : matches;
  return project(slice(taken, skip, limit), asDocument(command.projection));
}

function slice(documents: Iterable<Document>, skip: number, limit: number): Document[] {
  const result: Document[] = [];
  let index = 0;
  for (const document of documents) {
    if (index++ < skip) continue;
    result.push(document);
    if (limit > 0 && result.length === limit) break;
  }
  return result;
}

export function sortDocuments(documents: Document[], sort: Document): Document[] {
  return guarded(
    () =>
      mingoFind(documents, {}, {})
        .sort(sort as Record<string, 1 | -1>)
        .all() as Document[],
  );
}

export function project(documents: Document[], projection: Document): Document[] {
  if (Object.keys(projection).length === 0) return documents;
  refuseCode(projection);
  return guarded(() => mingoFind(documents, {}, projection as never).all() as Document[]);
}

/** mingo's complaints are the caller's mistakes. */
function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof MongoCommandError) throw error;
    throw badValue(error instanceof Error ? error.message : String(error));
  }
}

const getMore: Command = {
  fields: ['collection', 'batchSize'],
  run: (command, { cursors }) =>
    cursors.next(
      toBigInt(command.getMore),
      command.batchSize === undefined ? undefined : Number(command.batchSize),
    ),
};

const killCursors: Command = {
  fields: ['cursors'],
  run(command, { cursors }) {
    const { killed, missing } = cursors.kill((command.cursors as unknown[]).map(toBigInt));
    return {
      cursorsKilled: killed.map((id) => Long.fromBigInt(id)),
      cursorsNotFound: missing.map((id) => Long.fromBigInt(id)),
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: 1,
    };
  },
};

const toBigInt = (value: unknown): bigint => BigInt(String(value));

const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint'],
  run(command, context) {
    const namespace = namespaceOf(command, 'count', context);
    const matches = context.store.find(namespace)?.find(asDocument(command.query)) ?? [];
    return { n: slice(matches, asNumber(command.skip, 0), asNumber(command.limit, 0)).length, ok: 1 };
  },
};

const distinct: Command = {
  fields: ['key', 'query'],
  run(command, context) {
    const namespace = namespaceOf(command, 'distinct', context);
    const values = new Map<string, unknown>();
    for (const document of context.store.find(namespace)?.find(asDocument(command.query)) ?? []) {
      for (const value of valuesAt(document, String(command.key))) {
        if (value !== undefined && !Array.isArray(value)) values.set(valueKey(value), value);
      }
    }
    return { values: [...values.values()], ok: 1 };
  },
};

const aggregateCommand: Command = {
  fields: ['pipeline', 'cursor', 'allowDiskUse', 'let', 'hint'],
  run(command, context) {
    const namespace = namespaceOf(command, 'aggregate', context);
    const pipeline = command.pipeline as Document[];
    for (const stage of pipeline) {
      if ('$out' in stage || '$merge' in stage) throw notSupported('$out and $merge');
    }
    refuseCode(pipeline);
    // A leading $match goes through the indexes; mingo does the rest.
    const [first, ...rest] = pipeline;
    const match = first && isDocument(first.$match) ? first.$match : undefined;
    const source = [...(context.store.find(namespace)?.find(match ?? {}) ?? [])];
    const result = guarded(() =>
      aggregate(source, match ? rest : pipeline, {
        scriptEnabled: false,
        collectionResolver: (name) => [
          ...(context.store.find(`${context.database}.${name}`)?.find({}) ?? []),
        ],
      }),
    );
    const batchSize = asDocument(command.cursor).batchSize;
    return context.cursors.open(
      namespace,
      result as Document[],
      batchSize === undefined ? undefined : Number(batchSize),
      false,
    );
  },
};

const explain: Command = {
  fields: ['verbosity'],
  run(command, context) {
    const inner = asDocument(command.explain);
    if (typeof inner.find !== 'string') throw notSupported('explain of anything but find');
    const collection = context.store.find(namespaceOf(inner, 'find', context));
    const index = collection?.explain(asDocument(inner.filter)) ?? null;
    return {
      queryPlanner: {
        winningPlan: index
          ? { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: index } }
          : { stage: 'COLLSCAN' },
      },
      ok: 1,
    };
  },
};

export const READ_COMMANDS: Readonly<Record<string, Command>> = {
  find,
  getMore,
  killCursors,
  count,
  distinct,
  aggregate: aggregateCommand,
  explain,
};
