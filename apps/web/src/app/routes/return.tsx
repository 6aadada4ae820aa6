import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { toast } from 'sonner';
import { orderQuery } from '@/features/orders/api/get-order.ts';
import { ReturnWizard } from '@/features/returns/components/return-wizard.tsx';
import { returnableLines } from '@/features/returns/returnable.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';

const route = getRouteApi('/storefront/orders/$id/return/$part');

export function ReturnPage() {
  const { id, part: partId } = route.useParams();
  const navigate = route.useNavigate();
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  useTitle('Send items back');
  const part = order?.sellerOrders.find((each) => each.id === partId);
  return (
    <div className="wrap-page grid max-w-2xl gap-5 pt-9">
      <div>
        <Link
          to="/orders/$id"
          params={{ id }}
          className="link -ml-1 inline-flex min-h-11 items-center gap-1 text-sm font-semibold"
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {order ? `Order ${order.number}` : 'Order'}
        </Link>
        <h1 className="text-2xl">Send items back</h1>
        {part?.returnBy ? <p className="mt-1 text-muted">Until {formatDate(part.returnBy)}.</p> : null}
      </div>
      {error && !order ? (
        <ErrorState error={error} title="The order did not load" onRetry={() => void refetch()} />
      ) : !order ? (
        <Loading what="the order" className="grid gap-3">
          <Skeleton className="h-8 w-60" />
          <Skeleton className="h-64" />
        </Loading>
      ) : part && returnableLines(order, part, new Date()).length > 0 ? (
        <ReturnWizard
          order={order}
          part={part}
          onDone={(made) => {
            toast.success(`Return ${made.number} is with ${made.sellerName}.`);
            void navigate({ to: '/orders/$id', params: { id } });
          }}
        />
      ) : (
        <EmptyState title="Nothing can be sent back here">
          Items can be sent back for a while after their delivery, and each of them once.
        </EmptyState>
      )}
    </div>
  );
}
