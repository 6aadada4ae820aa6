import type { ReactNode } from 'react';

export function Badge({ tone, children }: { readonly tone: 'good' | 'quiet'; readonly children: ReactNode }) {
  const look = tone === 'good' ? 'bg-leaf-wash text-leaf' : 'bg-sunk text-muted';
  return (
    <span
      className={`inline-flex rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap ${look}`}
    >
      {children}
    </span>
  );
}
