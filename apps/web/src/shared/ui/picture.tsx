import { clsx } from 'clsx';
import { useState } from 'react';
import { StallDrawing } from './states.tsx';

/** A square picture whose place is kept while it loads, and a drawn stall where it cannot be had. */
export function Picture({
  src,
  alt,
  size = 400,
  eager = false,
  className,
}: {
  readonly src: string;
  readonly alt: string;
  readonly size?: number;
  readonly eager?: boolean;
  readonly className?: string;
}) {
  const [failed, setFailed] = useState(false);
  return (
    <span
      className={clsx(
        'relative grid aspect-square place-items-center overflow-hidden bg-sunk after:absolute after:inset-0 after:bg-(--dim)',
        className,
      )}
      {...(failed && alt ? { role: 'img', 'aria-label': alt } : {})}
    >
      {failed || src === '' ? (
        <StallDrawing />
      ) : (
        <img
          src={src}
          alt={alt}
          width={size}
          height={size}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : 'auto'}
          decoding="async"
          className="size-full object-cover"
          onError={() => setFailed(true)}
        />
      )}
    </span>
  );
}
