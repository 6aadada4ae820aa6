import type { MAX_LINE_QUANTITY } from '@haat/contracts/http/cart.ts';
import { Minus, Plus } from 'lucide-react';

// Typed by the contract: a change there fails the type check here.
const MAX: typeof MAX_LINE_QUANTITY = 20;

export function QuantityStepper({
  value,
  onChange,
  label,
  disabled = false,
}: {
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What is counted, for those who cannot see the line that it stands on. */
  readonly label: string;
  readonly disabled?: boolean;
}) {
  const button =
    'grid size-11 place-items-center hover:bg-sunk disabled:opacity-40 disabled:hover:bg-transparent';
  return (
    <fieldset
      className="inline-flex w-fit items-center overflow-hidden rounded-md border border-line-strong/60 bg-paper"
      aria-label={label}
      disabled={disabled}
    >
      <button
        type="button"
        className={button}
        aria-label="One less"
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
      >
        <Minus aria-hidden="true" className="size-4" />
      </button>
      <output aria-live="polite" className="figures w-9 text-center font-semibold">
        {value}
      </output>
      <button
        type="button"
        className={button}
        aria-label="One more"
        disabled={value >= MAX}
        onClick={() => onChange(value + 1)}
      >
        <Plus aria-hidden="true" className="size-4" />
      </button>
    </fieldset>
  );
}
