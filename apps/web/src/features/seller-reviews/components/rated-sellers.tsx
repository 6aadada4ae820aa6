import type { RatedDelivery } from '@haat/contracts/http/seller-review.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { SellerReviewText } from '@/shared/ui/review-text.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { ratedDeliveriesQuery } from '../api/rated-deliveries.ts';
import { useDeleteSellerReview } from '../api/save-seller-review.ts';
import { SellerReviewDialog } from './seller-review-dialog.tsx';

/** Every parcel that arrived, with what its receiver said of the seller, or could say. */
export function RatedSellers() {
  const query = useInfiniteQuery(ratedDeliveriesQuery);
  const [chosen, setChosen] = useState<RatedDelivery>();
  return (
    <>
      <PagedList
        query={query}
        what="your sellers"
        placeholder="h-20"
        more="Older parcels"
        empty={
          <EmptyState title="No parcel has arrived yet">
            When one has, you can say here how it was to buy from its seller.
          </EmptyState>
        }
      >
        {(deliveries) => (
          <ul className="card divide-y divide-line">
            {deliveries.map((delivery) => (
              <Row key={delivery.sellerOrderId} delivery={delivery} onWrite={() => setChosen(delivery)} />
            ))}
          </ul>
        )}
      </PagedList>
      {chosen ? <SellerReviewDialog delivery={chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}

function Row({ delivery, onWrite }: { readonly delivery: RatedDelivery; readonly onWrite: () => void }) {
  const { store, review, deliveredAt, orderId } = delivery;
  const remove = useDeleteSellerReview();
  return (
    <li className="grid gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-40 flex-1">
          <Link to="/shops/$slug" params={{ slug: store.slug }} className="link font-semibold">
            {store.name}
          </Link>
          <p className="text-sm text-muted">
            <Link to="/orders/$id" params={{ id: orderId }} className="link">
              Parcel
            </Link>{' '}
            arrived {formatDate(deliveredAt)}
          </p>
        </div>
        <Button size="sm" aria-label={`${review ? 'Change' : 'Rate'}: ${store.name}`} onClick={onWrite}>
          {review ? 'Change' : 'Rate'}
        </Button>
        {review ? (
          <Button
            size="sm"
            tone="danger"
            busy={remove.isPending}
            aria-label={`Delete your rating of ${store.name}`}
            onClick={() =>
              remove.mutate(review.id, {
                onSuccess: () => void toast('Your rating is deleted.'),
                onError: (error) => void toast.error('Not deleted', { description: messageOf(error) }),
              })
            }
          >
            Delete
          </Button>
        ) : null}
      </div>
      {review ? <SellerReviewText review={review} seller={store.name} /> : null}
      {review?.hidden ? (
        <p className="flex items-start gap-1.5 text-sm font-semibold text-brick">
          <EyeOff aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          Hidden by Haat: {review.hiddenReason}
        </p>
      ) : null}
    </li>
  );
}
