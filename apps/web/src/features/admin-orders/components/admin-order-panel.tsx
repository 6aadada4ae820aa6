import type { Order } from '@haat/contracts/http/order.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { formatMoney } from '@/shared/lib/money.ts';
import { AddressLines } from '@/shared/ui/address.tsx';
import { Button } from '@/shared/ui/button.tsx';
import { OrderTotals } from '@/shared/ui/order-totals.tsx';
import { Sheet } from '@/shared/ui/sheet.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { Timeline } from '@/shared/ui/timeline.tsx';
import { WordsDialog } from '@/shared/ui/words-dialog.tsx';
import { anyOrderQuery } from '../api/get-any-order.ts';
import { useRefundOrder } from '../api/refund-order.ts';

const PAYMENT = {
  none: 'No payment',
  pending: 'Payment pending',
  succeeded: 'Paid',
  failed: 'Payment failed',
  refunding: 'Refund on its way',
  refunded: 'Refunded',
};

export function AdminOrderPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data: order, error, refetch } = useQuery(anyOrderQuery(id));
  const [refunding, setRefunding] = useState(false);
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={order?.number ?? 'Order'}
      {...(order ? { description: order.email } : {})}
      footer={
        order?.paymentStatus === 'succeeded' ? (
          <Button tone="danger" wide onClick={() => setRefunding(true)}>
            Refund {formatMoney(leftOf(order))}
          </Button>
        ) : undefined
      }
    >
      {order ? (
        <>
          <Detail order={order} />
          <RefundDialog order={order} open={refunding} onOpenChange={setRefunding} />
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading what="the order" className="grid gap-3">
          <Skeleton className="h-8 w-40" />
          <Skeleton className="h-44" />
          <Skeleton className="h-32" />
        </Loading>
      )}
    </Sheet>
  );
}

/** What of the payment did not go back yet. */
const leftOf = ({ totals: { total }, givenBack }: Order) => ({
  ...total,
  amount: total.amount - givenBack.amount,
});

function Detail({ order }: { readonly order: Order }) {
  return (
    <div className="grid gap-6">
      <p className="flex flex-wrap items-center gap-3 text-sm">
        <StatusBadge status={order.status} />
        <span className="font-semibold">{PAYMENT[order.paymentStatus]}</span>
      </p>
      {order.sellerOrders.map((part) => (
        <section key={part.id} aria-label={part.sellerName}>
          <h3 className="mb-2 flex items-center justify-between gap-3 text-base tracking-normal">
            {part.sellerName}
            <StatusBadge status={part.status} />
          </h3>
          <ul className="figures grid gap-1.5 text-sm">
            {part.lines.map((line) => (
              <li key={line.offerId} className="flex justify-between gap-4">
                <span className="line-clamp-2">
                  {line.quantity} × {line.title}
                  {line.cancelled > 0 ? (
                    <span className="text-brick"> ({line.cancelled} cancelled)</span>
                  ) : null}
                </span>
                <span>{formatMoney(line.lineTotal)}</span>
              </li>
            ))}
          </ul>
          {part.tracking ? (
            <p className="mt-1.5 text-sm text-muted">
              {part.tracking.carrier} {part.tracking.number}
            </p>
          ) : null}
        </section>
      ))}
      <OrderTotals totals={order.totals} givenBack={order.givenBack} />
      <section aria-label="Address">
        <h3 className="mb-2 text-base">Address</h3>
        <AddressLines address={order.address} />
      </section>
      <section aria-label="History">
        <h3 className="mb-3 text-base">History</h3>
        <Timeline entries={order.timeline} />
      </section>
    </div>
  );
}

interface RefundDialogProps {
  readonly order: Order;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

function RefundDialog({ order, open, onOpenChange }: RefundDialogProps) {
  // Kept while the dialog is closed: who opens it again after a broken connection asks for the same refund.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const refund = useRefundOrder();
  return (
    <WordsDialog
      open={open}
      title={`Refund ${order.number}`}
      text={`Gives ${formatMoney(leftOf(order))} back to the buyer’s card.`}
      label="Reason"
      missing="Say why, for the order’s history"
      longest={300}
      action="Give the money back"
      tone="danger"
      busy={refund.isPending}
      error={refund.error}
      onClose={() => onOpenChange(false)}
      onSubmit={(reason) =>
        refund.mutate(
          { id: order.id, reason, idempotencyKey },
          {
            onSuccess: () => {
              onOpenChange(false);
              toast.success('The refund is on its way', { description: order.number });
            },
          },
        )
      }
    />
  );
}
