import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export function CheckoutStep({
  number,
  title,
  done,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly done: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className="card p-5 sm:p-6">
      <h2 className="mb-4 flex items-center gap-3 text-lg">
        <span
          aria-hidden="true"
          className={clsx(
            'figures grid size-8 shrink-0 place-items-center rounded-full text-sm font-bold transition-colors duration-200',
            done ? 'bg-leaf-wash text-leaf' : 'bg-action text-action-text',
          )}
        >
          {done ? <Check className="size-4.5" strokeWidth={3} /> : number}
        </span>
        {title}
      </h2>
      <div className="grid gap-4">{children}</div>
    </section>
  );
}
