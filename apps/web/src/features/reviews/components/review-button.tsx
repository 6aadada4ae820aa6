import type { ReviewedProduct } from '@haat/contracts/http/review.ts';
import { useQuery } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { reviewStandingQuery } from '../api/review-standing.ts';
import { ReviewDialog } from './review-dialog.tsx';

/** For who got the product: writes a review of it, or changes the one there is. Nothing for everybody else. */
export function ReviewButton({ product }: { readonly product: Omit<ReviewedProduct, 'slug'> }) {
  const isUser = useSession().status === 'user';
  const { data } = useQuery({ ...reviewStandingQuery(product.id), enabled: isUser });
  const [open, setOpen] = useState(false);
  if (!isUser || !data?.purchased) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)} aria-label={`${label(data.review)}: ${product.title}`}>
        <PencilLine aria-hidden="true" className="size-4" />
        {label(data.review)}
      </Button>
      {open ? (
        <ReviewDialog
          product={product}
          review={data.review ?? undefined}
          open={open}
          onOpenChange={setOpen}
        />
      ) : null}
    </>
  );
}

const label = (review: object | null) => (review ? 'Change your review' : 'Write a review');
