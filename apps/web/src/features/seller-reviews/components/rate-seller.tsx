import type { Order, SellerOrderPart } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { Star } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { ratedDeliveriesOfOrderQuery } from '../api/rated-deliveries.ts';
import { SellerReviewDialog } from './seller-review-dialog.tsx';

/** For who got the parcel, and has an account; nothing for everybody else. */
export function RateSeller({ order, part }: { readonly order: Order; readonly part: SellerOrderPart }) {
  const isUser = useSession().status === 'user';
  const delivered = order.sellerOrders.filter(({ status }) => status === 'delivered').length;
  const { data } = useQuery({
    ...ratedDeliveriesOfOrderQuery(order.id, delivered),
    enabled: isUser && delivered > 0,
  });
  const [open, setOpen] = useState(false);
  const delivery = data?.find(({ sellerOrderId }) => sellerOrderId === part.id);
  if (!isUser || !delivery) return null;
  const label = delivery.review ? 'Change your rating' : 'Rate the seller';
  return (
    <>
      <Button size="sm" aria-label={`${label}: ${part.sellerName}`} onClick={() => setOpen(true)}>
        <Star aria-hidden="true" className="size-4" />
        {label}
      </Button>
      {open ? <SellerReviewDialog delivery={delivery} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
