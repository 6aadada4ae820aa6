import type { Money } from '@haat/contracts/money.ts';

/** A product as a file describes it, checked, before it is in the catalogue. */
export interface ProductDraft {
  /** The seller's own key: the same key is the same product. */
  readonly externalId: string;
  /** Global trade item number; null where the file names none. */
  readonly gtin: string | null;
  readonly title: string;
  readonly brand: string | null;
  /** Names from the root down, at least one. */
  readonly categoryPath: readonly string[];
  readonly description: string;
  readonly highlights: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** What the variants differ in; null for a product with one variant. */
  readonly axis: string | null;
  readonly variants: readonly {
    readonly option: string | null;
    readonly sku: string;
    readonly price: Money;
    readonly listPrice: Money | null;
  }[];
  /** Units of each variant to begin with. */
  readonly stock: number;
  readonly dispatchDays: number;
}

export interface Rejection {
  readonly code: string;
  readonly reason: string;
}
export type Outcome = { readonly draft: ProductDraft } | { readonly rejection: Rejection };

export const reject = (code: string, reason: string): Outcome => ({ rejection: { code, reason } });

/** Lower case, ASCII, hyphens; empty when nothing is left. */
export const slugify = (text: string, maxLength: number): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, '');
