import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';

/** A row of links to the parts of a page; on a phone it is pushed sideways. */
export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav aria-label={label} className="scroll-quiet -mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex gap-1 border-b border-line">{children}</ul>
    </nav>
  );
}

interface TabProps extends ComponentProps<'a'> {
  readonly current: boolean;
  readonly count?: number | undefined;
}

function Tab({ current, count, children, ...link }: TabProps) {
  return (
    <li>
      <a
        {...link}
        aria-current={current ? 'page' : undefined}
        className="flex min-h-11 items-center gap-2 border-b-3 border-transparent px-3.5 text-sm font-medium whitespace-nowrap text-muted hover:text-text aria-[current=page]:border-marigold-deep aria-[current=page]:font-semibold aria-[current=page]:text-text"
      >
        {children}
        {count === undefined ? null : (
          <span className="figures rounded-full bg-sunk px-2 text-xs font-semibold text-muted">{count}</span>
        )}
      </a>
    </li>
  );
}

export const TabLink = createLink(Tab);
