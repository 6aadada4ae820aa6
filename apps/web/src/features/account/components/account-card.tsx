import { type ReactNode, useId } from 'react';

/** One matter of the account: what it is, what it is good for, and what can be done about it. */
export function AccountCard({
  title,
  text,
  badge,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  /** How it stands, in a word. */
  readonly badge?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card grid grid-cols-[minmax(0,1fr)] gap-4 p-5 sm:p-6">
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id={id} className="text-lg">
            {title}
          </h2>
          {badge}
        </div>
        {text ? <p className="max-w-prose text-sm text-muted">{text}</p> : null}
      </div>
      {children}
    </section>
  );
}
