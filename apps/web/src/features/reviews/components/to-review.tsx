import type { ReviewedProduct } from '@haat/contracts/http/review.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { toReviewQuery } from '../api/list-to-review.ts';
import { ReviewDialog } from './review-dialog.tsx';

/** What arrived and has no review yet; nothing at all where there is none. */
export function ToReview() {
  const { data } = useQuery(toReviewQuery);
  const [product, setProduct] = useState<ReviewedProduct>();
  return (
    <>
      {data && data.length > 0 ? (
        <section aria-labelledby="to-review" className="grid gap-3">
          <h2 id="to-review" className="text-lg">
            Waiting for your word
          </h2>
          <ul className="card divide-y divide-line">
            {data.map((item) => (
              <li key={item.product.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
                <Picture src={item.product.imageUrl} alt="" size={56} className="size-14 rounded-sm" />
                <div className="min-w-40 flex-1">
                  <p className="line-clamp-2 font-semibold">{item.product.title}</p>
                  <p className="text-sm text-muted">Arrived {formatDate(item.deliveredAt)}</p>
                </div>
                <Button
                  size="sm"
                  onClick={() => setProduct(item.product)}
                  aria-label={`Write a review: ${item.product.title}`}
                >
                  Write a review
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {product ? (
        <ReviewDialog
          key={product.id}
          product={product}
          open
          onOpenChange={(open) => (open ? undefined : setProduct(undefined))}
        />
      ) : null}
    </>
  );
}
