import { clsx } from 'clsx';
import { Heart as HeartIcon } from 'lucide-react';
import { buttonStyle } from '@/shared/ui/button.tsx';
import { useWish } from '../use-wishes.ts';

interface HeartProps {
  readonly productId: string;
  readonly title: string;
}

const Drawing = ({ filled }: { readonly filled: boolean }) => (
  <HeartIcon
    aria-hidden="true"
    className={clsx('size-5 transition-colors duration-150', filled && 'fill-brick text-brick')}
  />
);

/** On the corner of a card: the picture stays to be seen. */
export function Heart({ productId, title }: HeartProps) {
  const { wished, toggle } = useWish(productId);
  return (
    <button
      type="button"
      aria-pressed={wished}
      aria-label={`Wishlist: ${title}`}
      className="grid size-11 place-items-center rounded-full border border-line bg-paper/90 text-text hover:border-line-strong hover:bg-paper"
      onClick={toggle}
    >
      <Drawing filled={wished} />
    </button>
  );
}

export function HeartButton({ productId, title }: HeartProps) {
  const { wished, toggle } = useWish(productId);
  return (
    <button
      type="button"
      aria-pressed={wished}
      aria-label={`Wishlist: ${title}`}
      className={buttonStyle({ size: 'sm', className: 'w-fit' })}
      onClick={toggle}
    >
      <Drawing filled={wished} />
      Wishlist
    </button>
  );
}
