import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ownStoreQuery } from '@/features/store-desk/api/own-store.ts';
import { StoreTextForm } from '@/features/store-desk/components/store-text-form.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';

export function SellerSettingsPage() {
  useTitle('Settings, seller portal');
  const session = useSession();
  const { data: shop, error, refetch } = useQuery(ownStoreQuery);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-xl">Settings</h1>
        {shop ? (
          <Link to="/shops/$slug/policies" params={{ slug: shop.slug }} className="link text-sm">
            See it as buyers do
          </Link>
        ) : null}
      </div>
      {shop ? (
        <StoreTextForm
          shop={shop}
          mayEdit={session.status === 'user' && mayUse(session.user, 'store.edit')}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading what="your shop">
          <Skeleton className="h-96 max-w-3xl" />
        </Loading>
      )}
    </div>
  );
}
