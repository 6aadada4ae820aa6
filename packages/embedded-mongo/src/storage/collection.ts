import { BSON } from 'bson';
import { Query } from 'mingo';
import { badValue, documentTooLarge, duplicateKey, MongoCommandError } from '../errors.ts';
import type { Document } from '../wire/messages.ts';
import { CollectionIndex, type IndexSpec } from './collection-index.ts';
import type { Disk } from './disk.ts';
import { equalitiesOf } from './plan.ts';
import { isDocument, valueKey } from './value-key.ts';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
export const ID_INDEX: IndexSpec = {
  name: '_id_',
  key: { _id: 1 },
  unique: true,
  sparse: false,
  partialFilterExpression: null,
};

type Undo = () => void;

/**
 * The working set of one collection in memory, written through to disk. Documents are never changed in place:
 * an update puts a new object, so a reader keeps what it read.
 */
export class Collection {
  readonly namespace: string;
  readonly #disk: Disk;
  readonly #documents = new Map<string, Document>();
  #indexes: CollectionIndex[] = [];

  constructor(namespace: string, disk: Disk) {
    this.namespace = namespace;
    this.#disk = disk;
  }

  get size(): number {
    return this.#documents.size;
  }

  get indexSpecs(): IndexSpec[] {
    return [ID_INDEX, ...this.#indexes.map((index) => index.spec)];
  }

  /** Reads the collection back after a start. */
  load(specs: readonly IndexSpec[]): void {
    for (const { id, bson } of this.#disk.documents(this.namespace)) {
      this.#documents.set(id, BSON.deserialize(bson, { promoteBuffers: false }));
    }
    this.#indexes = specs.filter((spec) => spec.name !== ID_INDEX.name).map((spec) => this.#build(spec));
  }

  /** Documents that match, in the order of insertion. @throws BadValue for a filter that is not understood */
  *find(filter: Document): Iterable<Document> {
    const query = compile(filter);
    for (const id of this.#candidates(filter) ?? this.#documents.keys()) {
      const document = this.#documents.get(id);
      if (document && query.test(document)) yield document;
    }
  }

  /** How a find would get at its documents: the index it uses, or null for a scan of all. */
  explain(filter: Document): string | null {
    const equalities = equalitiesOf(filter);
    if (equalities.has('_id')) return ID_INDEX.name;
    return this.#indexes.find((index) => index.candidates(equalities))?.spec.name ?? null;
  }

  #candidates(filter: Document): Iterable<string> | undefined {
    const equalities = equalitiesOf(filter);
    const ids = equalities.get('_id');
    if (ids) return new Set(ids.map(valueKey));
    let best: Set<string> | undefined;
    for (const index of this.#indexes) {
      const found = index.candidates(equalities);
      if (found && (best === undefined || found.size < best.size)) best = found;
    }
    return best;
  }

  /** @returns what takes the insertion back; @throws E11000 */
  insert(document: Document): Undo {
    const id = valueKey(document._id);
    if (this.#documents.has(id)) {
      throw duplicateKey(this.namespace, '_id_', { _id: 1 }, { _id: document._id });
    }
    return this.#store(id, document);
  }

  /** @returns what takes the change back; @throws E11000 */
  replace(before: Document, after: Document): Undo {
    const id = valueKey(before._id);
    this.#unindex(id, before);
    try {
      const undo = this.#store(id, after);
      return () => {
        undo();
        this.#documents.set(id, before);
        this.#index(id, before);
      };
    } catch (error) {
      this.#index(id, before);
      throw error;
    }
  }

  remove(document: Document): Undo {
    const id = valueKey(document._id);
    this.#disk.remove(this.namespace, id);
    this.#documents.delete(id);
    this.#unindex(id, document);
    return () => {
      this.#documents.set(id, document);
      this.#index(id, document);
    };
  }

  #store(id: string, document: Document): Undo {
    const bson = BSON.serialize(document, { ignoreUndefined: true });
    if (bson.length > MAX_DOCUMENT_BYTES) throw documentTooLarge();
    for (const index of this.#indexes) {
      if (index.conflict(id, document) !== undefined) {
        const keyValue = Object.fromEntries(
          index.fields.map((field) => [field, fieldValue(document, field)]),
        );
        throw duplicateKey(this.namespace, index.spec.name, index.spec.key, keyValue);
      }
    }
    this.#disk.put({ namespace: this.namespace, id, bson });
    this.#documents.set(id, document);
    this.#index(id, document);
    return () => {
      this.#documents.delete(id);
      this.#unindex(id, document);
    };
  }

  /** @throws E11000 when the documents break a unique index; IndexOptionsConflict for a name in use */
  createIndex(spec: IndexSpec): boolean {
    const existing = this.#indexes.find((index) => index.spec.name === spec.name);
    if (existing) {
      if (JSON.stringify(existing.spec) === JSON.stringify(spec)) return false;
      throw new MongoCommandError(86, 'IndexKeySpecsConflict', `an index "${spec.name}" exists otherwise`);
    }
    this.#indexes.push(this.#build(spec));
    this.#saveIndexes();
    return true;
  }

  dropIndexes(name: string): void {
    this.#indexes = name === '*' ? [] : this.#indexes.filter((index) => index.spec.name !== name);
    this.#saveIndexes();
  }

  #saveIndexes(): void {
    this.#disk.saveCollection(this.namespace, JSON.stringify(this.#indexes.map((index) => index.spec)));
  }

  #build(spec: IndexSpec): CollectionIndex {
    const index = new CollectionIndex(spec);
    for (const [id, document] of this.#documents) {
      if (index.conflict(id, document) !== undefined) {
        throw duplicateKey(this.namespace, spec.name, spec.key, { _id: document._id });
      }
      index.add(id, document);
    }
    return index;
  }

  #index(id: string, document: Document): void {
    for (const index of this.#indexes) index.add(id, document);
  }

  #unindex(id: string, document: Document): void {
    for (const index of this.#indexes) index.remove(id, document);
  }
}

/** @throws BadValue for operators that are unknown or run code */
export function compile(filter: Document): Query {
  refuseCode(filter);
  try {
    return new Query(filter, { scriptEnabled: false });
  } catch (error) {
    throw badValue(error instanceof Error ? error.message : String(error));
  }
}

const CODE = new Set(['$where', '$function', '$accumulator']);

/** Refuses operators that would run the caller's code, wherever they stand. */
export function refuseCode(value: unknown): void {
  if (Array.isArray(value)) for (const element of value) refuseCode(element);
  else if (isDocument(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (CODE.has(name)) throw badValue(`${name} is not allowed`);
      refuseCode(inner);
    }
  }
}

const fieldValue = (document: Document, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (isDocument(value) ? value[step] : undefined), document);
