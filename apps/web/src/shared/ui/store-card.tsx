import type { Store } from '@haat/contracts/http/seller.ts';
import { Link } from '@tanstack/react-router';
import { RatingLine } from './rating.tsx';

/** The colours of a shop's awning, always the same for one shop. */
const CLOTHS: readonly (readonly [string, string])[] = [
  ['#c8553d', '#f6e6cf'],
  ['#3b49df', '#e9ecff'],
  ['#1e7f5c', '#dff2e8'],
  ['#e08e0b', '#fdf0d5'],
  ['#7a3e8e', '#f0e3f5'],
  ['#20708a', '#dff0f5'],
];

function clothOf(slug: string): readonly [string, string] {
  const sum = [...slug].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return CLOTHS[sum % CLOTHS.length] ?? ['#c8553d', '#f6e6cf'];
}

export function Awning({ slug }: { readonly slug: string }) {
  const [a, b] = clothOf(slug);
  return (
    <div aria-hidden="true">
      <div className="h-2" style={{ background: a }} />
      <div className="awning" style={{ '--awning-a': a, '--awning-b': b } as React.CSSProperties} />
    </div>
  );
}

export function StoreCard({ store }: { readonly store: Store }) {
  return (
    <article className="card relative h-full overflow-hidden hover:border-line-strong">
      <Awning slug={store.slug} />
      <div className="grid gap-1 p-4 pt-3">
        <h3 className="text-lg tracking-tight">
          <Link to="/shops/$slug" params={{ slug: store.slug }} className="after:absolute after:inset-0">
            {store.name}
          </Link>
        </h3>
        <p className="text-sm text-muted">{store.city}</p>
        <RatingLine rating={store.rating} />
        <p className="mt-1 line-clamp-2 text-sm text-muted">{store.about}</p>
      </div>
    </article>
  );
}
