import { X } from 'lucide-react';
import { formatWhole } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { readBrands, type SearchParams, toggleBrand, without } from '../search-params.ts';

interface Chip {
  readonly label: string;
  readonly next: SearchParams;
}

export function chipsOf(
  params: SearchParams,
  fixed: readonly string[],
  categories: readonly { id: string; name: string }[],
  currency: string,
): Chip[] {
  const chips: Chip[] = [];
  if (params.category && !fixed.includes('category')) {
    const name = categories.find(({ id }) => id === params.category)?.name ?? params.category;
    chips.push({ label: name, next: without(params, 'category') });
  }
  if (params.seller && !fixed.includes('seller')) {
    chips.push({ label: `Shop: ${params.seller}`, next: without(params, 'seller') });
  }
  for (const brand of readBrands(params.brand))
    chips.push({ label: brand, next: toggleBrand(params, brand) });
  if (params.priceMin !== undefined || params.priceMax !== undefined) {
    const from = formatWhole({ amount: params.priceMin ?? 0, currency });
    const label =
      params.priceMax === undefined
        ? `${from} and more`
        : `${from} to ${formatWhole({ amount: params.priceMax, currency })}`;
    chips.push({ label, next: without(params, 'priceMin', 'priceMax') });
  }
  if (params.minRating) {
    chips.push({ label: `${params.minRating} stars and up`, next: without(params, 'minRating') });
  }
  if (params.inStock) chips.push({ label: 'In stock', next: without(params, 'inStock') });
  return chips;
}

interface ChosenFiltersProps {
  readonly chips: readonly Chip[];
  readonly onChange: (params: SearchParams) => void;
  readonly onClear: () => void;
}

export function ChosenFilters({ chips, onChange, onClear }: ChosenFiltersProps) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Chosen filters" className="mt-3 flex flex-wrap gap-2">
      {chips.map(({ label, next }) => (
        <li key={label}>
          <button
            type="button"
            aria-label={`Remove filter ${label}`}
            className="tap inline-flex items-center gap-1.5 rounded-full border border-line-strong/50 bg-indigo-wash px-3.5 text-sm font-medium hover:border-line-strong"
            onClick={() => onChange(next)}
          >
            {label}
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <Button tone="ghost" size="sm" onClick={onClear}>
            Clear all
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
