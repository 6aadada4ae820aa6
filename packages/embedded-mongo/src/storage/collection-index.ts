import { Query } from 'mingo';
import type { Document } from '../wire/messages.ts';
import { valueKey, valuesAt } from './value-key.ts';

export interface IndexSpec {
  readonly name: string;
  readonly key: Record<string, 1 | -1>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression: Document | null;
}

const SEPARATOR = '\u0000';

/** Equality look-ups by the first field, and by all fields together; the latter also guards uniqueness. */
export class CollectionIndex {
  readonly spec: IndexSpec;
  readonly fields: readonly string[];
  readonly #first = new Map<string, Set<string>>();
  readonly #all = new Map<string, Set<string>>();
  readonly #partial: Query | null;

  constructor(spec: IndexSpec) {
    this.spec = spec;
    this.fields = Object.keys(spec.key);
    this.#partial = spec.partialFilterExpression ? new Query(spec.partialFilterExpression) : null;
  }

  /** Whether a document has a place in this index at all. */
  holds(document: Document): boolean {
    if (this.#partial && !this.#partial.test(document)) return false;
    if (!this.spec.sparse) return true;
    return this.fields.some((field) => valuesAt(document, field).some((value) => value !== undefined));
  }

  /** @returns another document's id that has the same key, when the index is unique */
  conflict(id: string, document: Document): string | undefined {
    if (!this.spec.unique || !this.holds(document)) return undefined;
    for (const key of this.#keysOf(document)) {
      for (const other of this.#all.get(key) ?? []) if (other !== id) return other;
    }
    return undefined;
  }

  add(id: string, document: Document): void {
    if (!this.holds(document)) return;
    for (const key of this.#keysOf(document)) put(this.#all, key, id);
    for (const key of this.#firstKeysOf(document)) put(this.#first, key, id);
  }

  remove(id: string, document: Document): void {
    if (!this.holds(document)) return;
    for (const key of this.#keysOf(document)) drop(this.#all, key, id);
    for (const key of this.#firstKeysOf(document)) drop(this.#first, key, id);
  }

  /**
   * Ids of the documents that may match equalities; the filter itself has the last word.
   * @param equalities allowed values by field
   * @returns undefined when this index cannot help
   */
  candidates(equalities: ReadonlyMap<string, readonly unknown[]>): Set<string> | undefined {
    // A sparse or partial index does not know every document, so it answers only for keys it must hold.
    if (this.#partial) return undefined;
    const first = equalities.get(this.fields[0] ?? '');
    if (!first || (this.spec.sparse && first.some((value) => value === null || value === undefined))) {
      return undefined;
    }
    const perField = this.fields.map((field) => equalities.get(field));
    const complete = perField.every((values) => values !== undefined);
    const keys = complete
      ? combine(perField.map((values) => (values ?? []).map(valueKey)))
      : first.map(valueKey);
    const map = complete ? this.#all : this.#first;
    const ids = new Set<string>();
    for (const key of keys) for (const id of map.get(key) ?? []) ids.add(id);
    return ids;
  }

  #keysOf(document: Document): string[] {
    return combine(this.fields.map((field) => [...new Set(valuesAt(document, field).map(valueKey))]));
  }

  #firstKeysOf(document: Document): Set<string> {
    return new Set(valuesAt(document, this.fields[0] ?? '').map(valueKey));
  }
}

const combine = (parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>(
    (prefixes, values) => prefixes.flatMap((prefix) => values.map((value) => prefix + SEPARATOR + value)),
    [''],
  );

function put(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}

function drop(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  ids?.delete(id);
  if (ids?.size === 0) map.delete(key);
}
