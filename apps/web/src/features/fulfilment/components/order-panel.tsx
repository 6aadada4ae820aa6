import type { SellerOrder } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { dayWords } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { AddressLines } from '@/shared/ui/address.tsx';
import { Button } from '@/shared/ui/button.tsx';
import { optionsText } from '@/shared/ui/options.ts';
import { OrderTotals } from '@/shared/ui/order-totals.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { Sheet } from '@/shared/ui/sheet.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { Timeline } from '@/shared/ui/timeline.tsx';
import { TrackingDialog } from '@/shared/ui/tracking-dialog.tsx';
import { type Step, useFulfilOrder } from '../api/fulfil-order.ts';
import { sellerOrderQuery } from '../api/get-seller-order.ts';

const DONE = { pack: 'Packed', ship: 'On its way', deliver: 'Delivered' };

interface OrderPanelProps {
  readonly id: string;
  /** As it stands in the list, so that the panel opens filled. */
  readonly listed: SellerOrder | undefined;
  readonly onClose: () => void;
}

export function OrderPanel({ id, listed, onClose }: OrderPanelProps) {
  const {
    data: order,
    error,
    refetch,
  } = useQuery({
    ...sellerOrderQuery(id),
    ...(listed ? { placeholderData: listed } : {}),
  });
  if (order) return <Opened order={order} onClose={onClose} />;
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Order"
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading what="the order" className="grid gap-3">
          <Skeleton className="h-8 w-40" />
          <Skeleton className="h-44" />
        </Loading>
      )}
    </Sheet>
  );
}

function Opened({ order: known, onClose }: { readonly order: SellerOrder; readonly onClose: () => void }) {
  const fulfil = useFulfilOrder();
  const [shipping, setShipping] = useState(false);
  const run = (step: Step) =>
    fulfil.mutate(
      { id: known.id, step },
      {
        onSuccess: (after) => {
          // The dialog may have been opened since the step before was answered.
          if (step.kind === 'ship') setShipping(false);
          toast.success(DONE[step.kind], { description: after.number });
        },
        onError: (error) => {
          if (step.kind !== 'ship') toast.error('Not changed', { description: messageOf(error) });
        },
      },
    );
  return (
    <>
      <Sheet
        open
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        title={known.number}
        description={`Hand over by ${dayWords(known.dispatchBy, new Date())}`}
        footer={
          known.status === 'to_pack' ? (
            <Button tone="buy" wide busy={fulfil.isPending} onClick={() => run({ kind: 'pack' })}>
              Mark as packed
            </Button>
          ) : known.status === 'packed' ? (
            <Button tone="buy" wide onClick={() => setShipping(true)}>
              Mark as shipped
            </Button>
          ) : known.status === 'shipped' ? (
            <Button tone="buy" wide busy={fulfil.isPending} onClick={() => run({ kind: 'deliver' })}>
              Mark as delivered
            </Button>
          ) : undefined
        }
      >
        <div className="grid gap-6">
          <StatusLine order={known} />
          <section aria-label="Items">
            <h3 className="mb-3 text-base">Items</h3>
            <ul className="grid gap-3">
              {known.lines.map((line) => (
                <li
                  key={line.offerId}
                  className="grid grid-cols-[3rem_minmax(0,1fr)_auto] items-center gap-3 text-sm"
                >
                  <Picture src={line.imageUrl} alt="" size={48} className="rounded-sm" />
                  <div className="min-w-0">
                    <p className="line-clamp-2 font-semibold">{line.title}</p>
                    <p className="text-muted">
                      {[optionsText(line.options), `SKU ${line.sku}`].filter(Boolean).join(' · ')}
                    </p>
                  </div>
                  <p className="figures text-right">
                    <strong>{line.quantity - line.cancelled} ×</strong> {formatMoney(line.unitPrice)}
                    {line.cancelled > 0 ? (
                      <span className="block font-semibold text-brick">{line.cancelled} cancelled</span>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
          </section>
          <section aria-label="Ship to">
            <h3 className="mb-2 text-base">Ship to</h3>
            <AddressLines address={known.address} />
          </section>
          <OrderTotals totals={known.totals} givenBack={known.givenBack} />
          <section aria-label="History">
            <h3 className="mb-3 text-base">History</h3>
            <Timeline entries={known.timeline} />
          </section>
        </div>
      </Sheet>
      <TrackingDialog
        open={shipping}
        title="Send the parcel off"
        text="The buyer sees both at once."
        action="Mark as shipped"
        busy={fulfil.isPending}
        error={fulfil.error}
        onClose={() => setShipping(false)}
        onSubmit={(body) => run({ kind: 'ship', body })}
      />
    </>
  );
}

const StatusLine = ({ order }: { readonly order: SellerOrder }) => (
  <p className="flex flex-wrap items-center gap-3 text-sm">
    <StatusBadge status={order.status} />
    {order.tracking ? (
      <span>
        {order.tracking.carrier} <strong className="figures">{order.tracking.number}</strong>
      </span>
    ) : null}
  </p>
);
