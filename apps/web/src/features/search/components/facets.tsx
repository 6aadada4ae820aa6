import type { Facets as FacetCounts } from '@haat/contracts/http/search.ts';
import { type ReactNode, useId, useState } from 'react';
import { formatWhole } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { Stars } from '@/shared/ui/rating.tsx';
import { readBrands, readSearchParams, type SearchParams, toggleBrand, without } from '../search-params.ts';

interface FacetsProps {
  readonly facets: FacetCounts;
  readonly params: SearchParams;
  readonly currency: string;
  readonly onChange: (params: SearchParams) => void;
  /** What the page itself fixes, e.g. the category, cannot be picked again. */
  readonly fixed?: readonly ('category' | 'seller')[];
}

const ROW = 'flex min-h-11 items-center gap-2.5 rounded-sm px-1 text-sm hover:bg-sunk lg:min-h-9';
const BRANDS_AT_FIRST = 8;

export function Facets({ facets, params, currency, onChange, fixed = [] }: FacetsProps) {
  const chosenBrands = readBrands(params.brand);
  const [allBrands, setAllBrands] = useState(false);
  const brands = [
    ...chosenBrands.map(
      (value) => facets.brands.find((brand) => brand.value === value) ?? { value, count: 0 },
    ),
    ...facets.brands.filter(({ value }) => !chosenBrands.includes(value)),
  ];
  const shown = allBrands ? brands : brands.slice(0, Math.max(BRANDS_AT_FIRST, chosenBrands.length));
  const set = (change: Partial<SearchParams>) => onChange(readSearchParams({ ...params, ...change }));
  return (
    <div className="grid gap-6">
      {facets.categories.length > 0 && !fixed.includes('category') ? (
        <Group title="Category">
          {facets.categories.slice(0, 12).map(({ id, name, count }) => (
            <Choice
              key={id}
              kind="radio"
              group="category"
              checked={params.category === id}
              onChange={() =>
                onChange(
                  params.category === id
                    ? without(params, 'category')
                    : readSearchParams({ ...params, category: id }),
                )
              }
              count={count}
            >
              {name}
            </Choice>
          ))}
        </Group>
      ) : null}
      <Group title="Price">
        {facets.prices
          .filter(({ count }) => count > 0)
          .map(({ min, max, count }) => {
            // The facet's range ends below `max`; the filter's includes its end.
            const priceMax = max === null ? undefined : max - 1;
            const checked = (params.priceMin ?? 0) === min && params.priceMax === priceMax;
            return (
              <Choice
                key={min}
                kind="radio"
                group="price"
                checked={checked}
                onChange={() => {
                  const base = without(params, 'priceMin', 'priceMax');
                  onChange(checked ? base : readSearchParams({ ...base, priceMin: min, priceMax }));
                }}
                count={count}
              >
                {priceLabel(min, max, currency)}
              </Choice>
            );
          })}
        <PriceRange params={params} onChange={onChange} />
      </Group>
      {brands.length > 0 ? (
        <Group title="Brand">
          {shown.map(({ value, count }) => (
            <Choice
              key={value}
              kind="checkbox"
              group="brand"
              checked={chosenBrands.includes(value)}
              onChange={() => onChange(toggleBrand(params, value))}
              count={count}
            >
              {value}
            </Choice>
          ))}
          {brands.length > shown.length ? (
            <Button tone="ghost" size="sm" className="justify-self-start" onClick={() => setAllBrands(true)}>
              {brands.length - shown.length} more {brands.length - shown.length === 1 ? 'brand' : 'brands'}
            </Button>
          ) : null}
        </Group>
      ) : null}
      <Group title="Rating">
        {facets.ratings.map(({ min, count }) => (
          <Choice
            key={min}
            kind="radio"
            group="rating"
            checked={params.minRating === min}
            onChange={() =>
              onChange(
                params.minRating === min
                  ? without(params, 'minRating')
                  : readSearchParams({ ...params, minRating: min }),
              )
            }
            count={count}
          >
            <span className="flex items-center gap-1.5">
              <Stars average={min} size={14} />
              <span className="sr-only">{min} stars</span> and up
            </span>
          </Choice>
        ))}
      </Group>
      <Group title="Availability">
        <Choice
          kind="checkbox"
          group="stock"
          checked={params.inStock === true}
          onChange={() => (params.inStock ? onChange(without(params, 'inStock')) : set({ inStock: true }))}
        >
          In stock only
        </Choice>
      </Group>
    </div>
  );
}

function priceLabel(min: number, max: number | null, currency: string): string {
  if (max === null) return `${formatWhole({ amount: min, currency })} and more`;
  if (min === 0) return `Under ${formatWhole({ amount: max, currency })}`;
  return `${formatWhole({ amount: min, currency })} to ${formatWhole({ amount: max, currency })}`;
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0">
      <legend className="mb-1.5 text-sm font-bold">{title}</legend>
      {children}
    </fieldset>
  );
}

function Choice({
  kind,
  group,
  checked,
  onChange,
  count,
  children,
}: {
  readonly kind: 'radio' | 'checkbox';
  readonly group: string;
  readonly checked: boolean;
  readonly onChange: () => void;
  readonly count?: number;
  readonly children: ReactNode;
}) {
  const scope = useId();
  return (
    <label className={ROW}>
      <input
        type="checkbox"
        name={`${group}${scope}`}
        checked={checked}
        onChange={onChange}
        className={`size-4.5 shrink-0 ${kind === 'radio' ? 'rounded-full' : ''}`}
      />
      <span className="min-w-0 flex-1">{children}</span>
      {count === undefined ? null : (
        <span className="figures text-xs text-muted">{count.toLocaleString('en-US')}</span>
      )}
    </label>
  );
}

function PriceRange({ params, onChange }: Pick<FacetsProps, 'params' | 'onChange'>) {
  const input = 'h-11 w-full min-w-0 rounded-md border border-line-strong/70 bg-paper px-2.5 text-sm lg:h-9';
  const units = (value: number | undefined) => (value === undefined ? '' : String(Math.ceil(value / 100)));
  return (
    <form
      key={`${params.priceMin}-${params.priceMax}`}
      className="mt-1.5 flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const cents = (name: string) => {
          const text = String(data.get(name) ?? '').trim();
          return text === '' ? undefined : Math.round(Number(text) * 100);
        };
        onChange(readSearchParams({ ...params, priceMin: cents('min'), priceMax: cents('max') }));
      }}
    >
      <input
        name="min"
        inputMode="decimal"
        aria-label="Lowest price"
        placeholder="from"
        defaultValue={units(params.priceMin)}
        className={input}
      />
      <span aria-hidden="true" className="text-muted">
        –
      </span>
      <input
        name="max"
        inputMode="decimal"
        aria-label="Highest price"
        placeholder="to"
        defaultValue={units(params.priceMax)}
        className={input}
      />
      <Button type="submit" size="sm" aria-label="Go, apply this price range" className="px-3">
        Go
      </Button>
    </form>
  );
}
