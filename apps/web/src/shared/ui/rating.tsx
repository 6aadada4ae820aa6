import type { Rating } from '@haat/contracts/http/catalog.ts';

/** Five stars as one drawing; the part that is reached is filled. */
export function Stars({ average, size = 16 }: { readonly average: number; readonly size?: number }) {
  const stars = (className: string) => (
    <svg
      aria-hidden="true"
      width={size * 5}
      height={size}
      viewBox="0 0 100 20"
      className={`max-w-none shrink-0 ${className}`}
      fill="currentColor"
    >
      {[0, 20, 40, 60, 80].map((x) => (
        <path
          key={x}
          transform={`translate(${x} 0)`}
          d="m10 1.800 2.500 5.200 5.700.8-4.100 4 1 5.700L10 14.800l-5.100 2.700 1-5.700-4.100-4 5.700-.8z"
        />
      ))}
    </svg>
  );
  return (
    <span className="relative inline-block shrink-0" style={{ width: size * 5, height: size }}>
      <span className="absolute inset-0 text-line">{stars('')}</span>
      <span
        className="absolute inset-0 overflow-hidden text-marigold-deep"
        style={{ width: `${average * 20}%` }}
      >
        {stars('')}
      </span>
    </span>
  );
}

export function RatingLine({
  rating,
  className = '',
}: {
  readonly rating: Rating;
  readonly className?: string;
}) {
  if (rating.count === 0) return <p className={`text-sm text-muted ${className}`}>No reviews yet</p>;
  return (
    <p className={`flex items-center gap-1.5 text-sm text-muted ${className}`}>
      <Stars average={rating.average} size={14} />
      <span className="figures">
        <span className="sr-only">Rated </span>
        {rating.average.toFixed(1)}
        <span className="sr-only"> of 5, </span> ({rating.count.toLocaleString('en-US')}
        <span className="sr-only"> reviews</span>)
      </span>
    </p>
  );
}
