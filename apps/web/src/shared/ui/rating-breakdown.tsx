import type { Rating } from '@haat/contracts/http/catalog.ts';

interface RatingBreakdownProps {
  readonly rating: Rating;
  /** Number of reviews by stars: index 0 is one star. */
  readonly histogram: readonly number[];
}

export function RatingBreakdown({ rating, histogram }: RatingBreakdownProps) {
  const most = Math.max(1, ...histogram);
  return (
    <div className="grid content-start gap-3">
      <p className="flex items-baseline gap-2">
        <span className="figures text-2xl font-bold">{rating.average.toFixed(1)}</span>
        <span className="text-muted">
          of 5 · {rating.count.toLocaleString('en-US')} {rating.count === 1 ? 'review' : 'reviews'}
        </span>
      </p>
      <ul className="grid gap-1.5">
        {[5, 4, 3, 2, 1].map((stars) => {
          const count = histogram[stars - 1] ?? 0;
          return (
            <li key={stars} className="figures flex items-center gap-2.5 text-sm">
              <span className="w-12 text-muted">
                {stars} {stars === 1 ? 'star' : 'stars'}
              </span>
              <span aria-hidden="true" className="h-2 flex-1 overflow-hidden rounded-full bg-line">
                <span
                  className="block h-full rounded-full bg-marigold-deep"
                  style={{ width: `${(count / most) * 100}%` }}
                />
              </span>
              <span className="w-9 text-right text-muted">{count.toLocaleString('en-US')}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
