import type { Outcome } from '../../domain/product-draft.ts';

/** A row of the file by the names in its header. */
export type CsvRow = Readonly<Record<string, string>>;

export interface FormatOptions {
  readonly currency: string;
  readonly defaultStock: number;
  readonly defaultCategory: string | undefined;
}

/** One way in which files describe products, known by its header. */
export interface ImportFormat {
  readonly name: string;
  readonly recognizes: (header: readonly string[]) => boolean;
  /** What to call the row in the report, also when it is rejected. */
  readonly titleOf: (row: CsvRow) => string;
  readonly read: (row: CsvRow, options: FormatOptions) => Outcome;
}

/** @returns the first `length` characters as people count them: half an emoji is no text */
export const cut = (text: string, length: number): string =>
  text.length <= length
    ? text
    : Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
        .slice(0, length)
        .join('')
        .trim();
