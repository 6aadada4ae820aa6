import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { StatusBadge } from './status-badge.tsx';

export interface Column<Row> {
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Sums and counts stand to the right, their digits below each other. */
  readonly figures?: boolean;
  /** Of the cells, and with `hide` of the head too. */
  readonly className?: string;
  /** On screens too narrow for it. */
  readonly hide?: 'max-sm:hidden' | 'max-md:hidden';
}

interface DataTableProps<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly className?: string;
}

export function DataTable<Row>({ rows, keyOf, columns, className }: DataTableProps<Row>) {
  return (
    <div className={clsx('card overflow-x-auto', className)}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line bg-sunk text-left">
            {columns.map(({ head, figures, hide }, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name, and keeps its place
                key={index}
                className={clsx('px-4 py-2.5 font-semibold', figures && 'text-right', hide)}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              className="relative border-b border-line last:border-0 focus-within:bg-indigo-wash hover:bg-sunk"
            >
              {columns.map(({ cell, figures, className, hide }, index) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name, and keeps its place
                  key={index}
                  className={clsx('px-4 py-3', figures && 'figures text-right', className, hide)}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowButtonProps {
  readonly onOpen: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Opens what its row or card is about: all of it can be pressed. */
export function RowButton({ onOpen, className, children }: RowButtonProps) {
  return (
    <button
      type="button"
      className={clsx('text-left font-semibold text-indigo after:absolute after:inset-0', className)}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}

interface RowCardProps {
  readonly number: string;
  readonly status: Parameters<typeof StatusBadge>[0]['status'];
  readonly text: string;
  readonly note: string;
  readonly total: string;
  readonly onOpen: () => void;
}

/** What a row says, on a phone. */
export function RowCard({ number, status, text, note, total, onOpen }: RowCardProps) {
  return (
    <li className="card relative grid gap-1.5 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <RowButton className="figures min-h-11" onOpen={onOpen}>
          {number}
        </RowButton>
        <StatusBadge status={status} />
      </div>
      <p className="line-clamp-2 text-sm">{text}</p>
      <p className="figures flex justify-between gap-3 text-sm text-muted">
        <span>{note}</span>
        <strong className="text-text">{total}</strong>
      </p>
    </li>
  );
}
