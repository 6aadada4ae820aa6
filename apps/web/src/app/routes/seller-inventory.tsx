import { useInfiniteQuery } from '@tanstack/react-query';
import { stockQuery } from '@/features/inventory/api/list-stock.ts';
import { StockTable } from '@/features/inventory/components/stock-table.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';

export function SellerInventoryPage() {
  useTitle('Inventory, seller portal');
  const query = useInfiniteQuery(stockQuery);
  return (
    <div className="grid gap-5">
      <div>
        <h1 className="text-xl">Inventory</h1>
        <p className="text-sm text-muted">Reserved units belong to orders that are being paid.</p>
      </div>
      <PagedList
        query={query}
        what="stock"
        placeholder="h-14"
        more="Show more"
        empty={<EmptyState title="No stock yet">It shows up once your products are imported.</EmptyState>}
      >
        {(items) => <StockTable items={items} />}
      </PagedList>
    </div>
  );
}
