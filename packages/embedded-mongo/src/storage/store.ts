import type { Document } from '../wire/messages.ts';
import { Collection } from './collection.ts';
import type { IndexSpec } from './collection-index.ts';
import { Disk } from './disk.ts';

/** All collections of a data directory. */
export class Store {
  readonly #disk: Disk;
  readonly #collections = new Map<string, Collection>();

  constructor(dataDir: string) {
    this.#disk = new Disk(dataDir);
    for (const { namespace, indexes } of this.#disk.collections()) {
      const collection = new Collection(namespace, this.#disk);
      collection.load(JSON.parse(indexes) as IndexSpec[]);
      this.#collections.set(namespace, collection);
    }
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** The collection, made where it does not exist; to be called inside {@link write}. */
  ensure(namespace: string): Collection {
    const existing = this.#collections.get(namespace);
    if (existing) return existing;
    const collection = new Collection(namespace, this.#disk);
    this.#disk.saveCollection(namespace, '[]');
    this.#collections.set(namespace, collection);
    return collection;
  }

  drop(namespace: string): boolean {
    this.#disk.dropCollection(namespace);
    return this.#collections.delete(namespace);
  }

  namespaces(): string[] {
    return [...this.#collections.keys()];
  }

  /**
   * Runs a command's writes: on disk when this returns. Commands run one after the other, each to its end, so
   * nobody reads in between.
   * @param work tells of each change how to take it back from memory, should the commit fail
   */
  write<Result>(work: (changed: (undo: () => void) => void) => Result): Result {
    const undos: (() => void)[] = [];
    let result: Result | undefined;
    try {
      this.#disk.commit(() => {
        result = work((undo) => undos.push(undo));
      });
    } catch (error) {
      for (const undo of undos.reverse()) undo();
      throw error;
    }
    return result as Result;
  }

  close(): void {
    this.#disk.close();
  }
}

export type { Document };
