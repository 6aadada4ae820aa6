import type { SearchQuery, SearchSort } from '@haat/contracts/http/search.ts';

/** The address of a search. Prices are minor units, as in the API. */
export interface SearchParams {
  readonly q?: string;
  readonly category?: string;
  /** Names joined with commas; a comma inside a name is percent-encoded. */
  readonly brand?: string;
  readonly seller?: string;
  readonly priceMin?: number;
  readonly priceMax?: number;
  readonly minRating?: number;
  readonly inStock?: true;
  readonly sort?: Exclude<SearchSort, 'relevance'>;
}

export const SORTS: readonly (readonly [sort: SearchSort, label: string])[] = [
  ['relevance', 'Most relevant'],
  ['price-asc', 'Price: low to high'],
  ['price-desc', 'Price: high to low'],
  ['rating', 'Best rated'],
  ['newest', 'Newest'],
  ['discount', 'Biggest discount'],
];

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const text = (value: unknown, longest: number): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, longest) : undefined;
const slug = (value: unknown): string | undefined =>
  typeof value === 'string' && SLUG.test(value) ? value : undefined;
const integer = (value: unknown, least: number, most: number): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    ? number
    : undefined;
};
const isSort = (value: unknown): value is Exclude<SearchSort, 'relevance'> =>
  value !== 'relevance' && SORTS.some(([sort]) => sort === value);

/** Reads what stands in the address; what makes no sense there is as if it were not there. */
export function readSearchParams(raw: Readonly<Record<string, unknown>>): SearchParams {
  return withoutUndefined({
    q: text(raw.q, 200),
    category: slug(raw.category),
    brand: text(raw.brand, 500),
    seller: slug(raw.seller),
    priceMin: integer(raw.priceMin, 0, Number.MAX_SAFE_INTEGER),
    priceMax: integer(raw.priceMax, 0, Number.MAX_SAFE_INTEGER),
    minRating: integer(raw.minRating, 1, 5),
    inStock: raw.inStock === 'true' || raw.inStock === true ? (true as const) : undefined,
    sort: isSort(raw.sort) ? raw.sort : undefined,
  });
}

type Defined<Shape> = {
  [Name in keyof Shape as undefined extends Shape[Name] ? never : Name]: Shape[Name];
} & {
  [Name in keyof Shape as undefined extends Shape[Name] ? Name : never]?: Exclude<Shape[Name], undefined>;
};
const withoutUndefined = <Shape extends object>(shape: Shape): Defined<Shape> =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Defined<Shape>;

export const toSearchQuery = (params: SearchParams): SearchQuery => ({ ...params });

export const readBrands = (brand: string | undefined): string[] =>
  (brand ?? '')
    .split(',')
    .filter(Boolean)
    .map((name) => {
      try {
        return decodeURIComponent(name);
      } catch {
        return name;
      }
    });

/** The percent sign is encoded first, so that a name that looks encoded comes back as it was. */
export const writeBrands = (brands: readonly string[]): string | undefined =>
  brands.length === 0
    ? undefined
    : brands.map((name) => name.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',');

export function toggleBrand(params: SearchParams, brand: string): SearchParams {
  const brands = readBrands(params.brand);
  const next = brands.includes(brand) ? brands.filter((name) => name !== brand) : [...brands, brand];
  return readSearchParams({ ...params, brand: writeBrands(next) });
}

/** Without the named filters. */
export const without = (params: SearchParams, ...names: readonly (keyof SearchParams)[]): SearchParams =>
  readSearchParams(
    Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name as never))),
  );

/** Words and order stay, and what the page's own path fixes. */
export const withoutFilters = (
  { q, sort, category, seller }: SearchParams,
  fixed: readonly ('category' | 'seller')[],
): SearchParams =>
  readSearchParams({
    q,
    sort,
    category: fixed.includes('category') ? category : undefined,
    seller: fixed.includes('seller') ? seller : undefined,
  });
