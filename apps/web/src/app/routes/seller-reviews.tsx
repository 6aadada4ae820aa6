import { useQuery } from '@tanstack/react-query';
import { ownStoreQuery } from '@/features/store-desk/api/own-store.ts';
import { ReviewDesk } from '@/features/store-desk/components/review-desk.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { RatingLine } from '@/shared/ui/rating.tsx';

export function SellerReviewsPage() {
  useTitle('Reviews, seller portal');
  const session = useSession();
  const { data: shop } = useQuery(ownStoreQuery);
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h1 className="text-xl">Reviews of your shop</h1>
        {shop ? <RatingLine rating={shop.rating} /> : null}
      </div>
      <ReviewDesk
        storeName={shop?.name ?? 'The seller'}
        mayAnswer={session.status === 'user' && mayUse(session.user, 'store.edit')}
      />
    </div>
  );
}
