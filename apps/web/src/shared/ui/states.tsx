import { clsx } from 'clsx';
import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiProblem, messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from './button.tsx';

export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={clsx('skeleton', className)} />;
}

/** Wraps what is drawn while something loads, and says so to those who cannot see it. */
export function Loading({
  what,
  className,
  children,
}: {
  readonly what: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">Loading {what}</span>
      {children}
    </div>
  );
}

export function ErrorState({
  error,
  title = 'This did not load',
  onRetry,
  className,
}: {
  readonly error: unknown;
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly className?: string;
}) {
  return (
    <div role="alert" className={clsx('card grid justify-items-start gap-3 p-6', className)}>
      <CircleAlert aria-hidden="true" className="size-6 text-brick" />
      <p className="text-lg font-semibold">{title}</p>
      <p className="text-muted">{messageOf(error)}</p>
      {onRetry ? (
        <Button tone="primary" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
      {error instanceof ApiProblem && error.requestId ? (
        <p className="text-xs text-muted">Request {error.requestId}</p>
      ) : null}
    </div>
  );
}

export function EmptyState({
  title,
  children,
  action,
  drawing,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly drawing?: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-center gap-3 px-4 py-14 text-center">
      {drawing ?? <StallDrawing />}
      <p className="max-w-full text-lg font-semibold">{title}</p>
      {children ? <div className="max-w-md text-muted">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div> : null}
    </div>
  );
}

export function Note({
  tone = 'info',
  children,
  className,
}: {
  readonly tone?: 'info' | 'warn' | 'good' | 'bad';
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const tones = {
    info: 'bg-indigo-wash text-text',
    warn: 'bg-amber-wash text-amber-text',
    good: 'bg-leaf-wash text-leaf',
    bad: 'bg-brick-wash text-brick',
  };
  return (
    <div
      className={clsx(
        'flex items-start gap-2.5 rounded-md p-3.5 text-sm font-medium',
        tones[tone],
        className,
      )}
    >
      <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

/** An empty stall: what the market looks like before anything is on it. */
export function StallDrawing() {
  return (
    <svg aria-hidden="true" width="132" height="104" viewBox="0 0 132 104" fill="none">
      <path
        d="M22 40v56M110 40v56M14 96h104"
        stroke="var(--line-strong)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path d="M16 66h100v10H16z" fill="var(--sunk)" stroke="var(--line-strong)" strokeWidth="2.5" />
      <path d="M26 8h80l12 26H14z" fill="var(--sunk)" stroke="var(--line-strong)" strokeWidth="2.5" />
      {[14, 35, 56, 77, 98].map((x, index) => (
        <path
          key={x}
          d={`M${x} 34h20.800v6a10.400 10.400 0 0 1-20.800 0z`}
          fill={index % 2 === 0 ? 'var(--marigold)' : 'var(--paper)'}
          stroke="var(--line-strong)"
          strokeWidth="2.500"
        />
      ))}
    </svg>
  );
}
