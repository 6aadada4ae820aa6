import type { ProductDetail } from '@haat/contracts/http/catalog.ts';
import { offersOf, pickOption, variantOf } from '../choose-variant.ts';

interface VariantPickerProps {
  readonly product: ProductDetail;
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (options: Readonly<Record<string, string>>) => void;
}

export function VariantPicker({ product, options, onChange }: VariantPickerProps) {
  return product.axes.map(({ name, values }) => (
    <div key={name} role="radiogroup" aria-labelledby={`axis-${name}`}>
      <p id={`axis-${name}`} className="mb-2 text-sm font-semibold">
        {name}: <span className="font-normal text-muted">{options[name]}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        {values.map((value) => {
          const picked = pickOption(product, options, name, value);
          const sellable = offersOf(product, variantOf(product.variants, picked)).some(
            (offer) => offer.availability !== 'out_of_stock',
          );
          return (
            <label
              key={value}
              className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-md border border-line-strong/60 bg-paper px-4 text-sm font-medium has-checked:border-indigo has-checked:bg-indigo-wash has-checked:font-semibold has-checked:shadow-[inset_0_0_0_1px_var(--indigo)] has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-indigo"
            >
              <input
                type="radio"
                name={`axis-${name}`}
                value={value}
                checked={options[name] === value}
                className="sr-only"
                onChange={() => onChange(picked)}
              />
              <span className={sellable ? '' : 'text-muted line-through'}>{value}</span>
              {sellable ? null : <span className="sr-only"> (sold out)</span>}
            </label>
          );
        })}
      </div>
    </div>
  ));
}
