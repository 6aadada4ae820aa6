import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

interface SearchInputProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  readonly label: string;
  readonly onType?: (words: string) => void;
}

export function SearchInput({ label, onType, className, ...input }: SearchInputProps) {
  return (
    <input
      type="search"
      aria-label={label}
      className={clsx(
        'min-h-11 w-full min-w-0 rounded-md border border-line-strong/70 bg-paper px-3.5',
        className,
      )}
      onChange={onType && ((event) => onType(event.target.value))}
      {...input}
    />
  );
}

interface FilterSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: ReactNode;
}

export function FilterSelect({ label, value, onChoose, children }: FilterSelectProps) {
  return (
    <select
      aria-label={label}
      className="min-h-11 rounded-md border border-line-strong/70 bg-paper px-3"
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      {children}
    </select>
  );
}
