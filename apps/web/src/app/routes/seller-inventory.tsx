import { useInfiniteQuery } from '@tanstack/react-query';
import { stockQuery } from '@/features/inventory/api/list-stock.ts';
import { StockTable } from '@/features/inventory/components/stock-table.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { Button } from '@/shared/ui/button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';

export function SellerInventoryPage() {
  useTitle('Inventory, seller portal');
  const query = useInfiniteQuery(stockQuery);
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="grid gap-5">
      <div>
        <h1 className="text-xl">Inventory</h1>
        <p className="text-sm text-muted">Reserved units belong to orders that are being paid.</p>
      </div>
      {query.error && !items ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !items ? (
        <Loading what="stock" className="grid gap-2">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <Skeleton key={key} className="h-14" />
          ))}
        </Loading>
      ) : items.length === 0 ? (
        <EmptyState title="No stock yet">It shows up once your products are imported.</EmptyState>
      ) : (
        <StockTable items={items} />
      )}
      {query.hasNextPage ? (
        <Button
          className="mx-auto"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </div>
  );
}
