import type { LineUnits } from '@haat/contracts/http/refund.ts';
import { optionsText } from './options.ts';
import { Picture } from './picture.tsx';

export interface PickableLine {
  readonly offerId: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly imageUrl: string;
  /** How many units there are to choose from; at least one. */
  readonly left: number;
}

/** Which items, and how many of each. */
export function UnitPicker({
  lines,
  value,
  onChange,
  legend,
}: {
  readonly lines: readonly PickableLine[];
  readonly value: readonly LineUnits[];
  readonly onChange: (value: LineUnits[]) => void;
  readonly legend: string;
}) {
  const chosen = (offerId: string) => value.find((each) => each.offerId === offerId)?.quantity ?? 0;
  const set = (offerId: string, quantity: number) => {
    const counts = lines.map((line) => ({
      offerId: line.offerId,
      quantity: line.offerId === offerId ? quantity : chosen(line.offerId),
    }));
    onChange(counts.filter((each) => each.quantity > 0));
  };
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-2 text-sm font-semibold">{legend}</legend>
      {lines.map((line) => {
        const quantity = chosen(line.offerId);
        return (
          <div
            key={line.offerId}
            className="flex flex-wrap items-center gap-3 rounded-md border border-line p-3 has-checked:border-indigo has-checked:bg-indigo-wash"
          >
            <label className="grid min-w-52 flex-1 grid-cols-[auto_3rem_minmax(0,1fr)] items-center gap-3">
              <input
                type="checkbox"
                className="size-5"
                checked={quantity > 0}
                onChange={(event) => set(line.offerId, event.target.checked ? line.left : 0)}
              />
              <Picture src={line.imageUrl} alt="" size={48} className="rounded-sm" />
              <span className="min-w-0 text-sm">
                <span className="line-clamp-2 font-semibold">{line.title}</span>
                <span className="text-muted">{optionsText(line.options)}</span>
              </span>
            </label>
            {line.left > 1 && quantity > 0 ? (
              <select
                aria-label={`How many of ${line.title}`}
                className="figures min-h-11 rounded-md border border-line-strong/70 bg-paper px-3"
                value={quantity}
                onChange={(event) => set(line.offerId, Number(event.target.value))}
              >
                {Array.from({ length: line.left }, (_, index) => index + 1).map((count) => (
                  <option key={count} value={count}>
                    {count} of {line.left}
                  </option>
                ))}
              </select>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
