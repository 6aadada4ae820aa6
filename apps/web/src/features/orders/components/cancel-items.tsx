import type { Order, SellerOrderPart } from '@haat/contracts/http/order.ts';
import type { LineUnits } from '@haat/contracts/http/refund.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField } from '@/shared/ui/field.tsx';
import { RefundSummary } from '@/shared/ui/refund-summary.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { Loading, Skeleton } from '@/shared/ui/states.tsx';
import { type PickableLine, UnitPicker } from '@/shared/ui/unit-picker.tsx';
import { cancellationQuoteQuery, useCancelLines } from '../api/cancel-lines.ts';
import { CANCEL_REASONS } from '../cancel-reasons.ts';

const cancellable = (part: SellerOrderPart): PickableLine[] =>
  part.lines.flatMap((line) => {
    const left = line.quantity - line.cancelled;
    return left > 0 ? [{ ...line, left }] : [];
  });

/** Until the parcel is packed: some of its items, or some of an item. */
export function CancelItems({ order, part }: { readonly order: Order; readonly part: SellerOrderPart }) {
  const [open, setOpen] = useState(false);
  if (order.status !== 'confirmed' || part.status !== 'to_pack') return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Cancel items
      </Button>
      {open ? <CancelDialog order={order} part={part} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CancelDialog({
  order,
  part,
  onClose,
}: {
  readonly order: Order;
  readonly part: SellerOrderPart;
  readonly onClose: () => void;
}) {
  const lines = cancellable(part);
  const [chosen, setChosen] = useState<LineUnits[]>([]);
  const [reason, setReason] = useState<string>(CANCEL_REASONS[0]);
  const quote = useQuery(cancellationQuoteQuery(order.id, order.version, chosen));
  const cancel = useCancelLines(order.id);
  const problem = cancel.error ?? (chosen.length > 0 ? quote.error : null);
  return (
    <Modal
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Cancel items"
      description={`${part.sellerName} has not packed them yet.`}
      className="w-[min(34rem,calc(100vw-2rem))]!"
    >
      <div className="grid gap-4">
        <FormProblem message={problem ? messageOf(problem) : undefined} />
        <UnitPicker legend="Which ones?" lines={lines} value={chosen} onChange={setChosen} />
        {chosen.length === 0 ? (
          <p className="text-sm text-muted">
            Choose what you do not want any more. You see the refund first.
          </p>
        ) : quote.data ? (
          <RefundSummary quote={quote.data} label="You get back" />
        ) : quote.error ? null : (
          <Loading what="the refund" className="grid gap-2">
            <Skeleton className="h-24" />
          </Loading>
        )}
        <SelectField label="Reason" value={reason} onChange={(event) => setReason(event.target.value)}>
          {CANCEL_REASONS.map((text) => (
            <option key={text}>{text}</option>
          ))}
        </SelectField>
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Keep them</Button>
          <Button
            tone="danger"
            busy={cancel.isPending}
            disabled={!quote.data}
            onClick={() =>
              cancel.mutate(
                { lines: chosen, reason },
                {
                  onSuccess: ({ refund }) => {
                    onClose();
                    toast.success('The items are cancelled.', {
                      description: `${formatMoney(refund.total)} goes back the way it came.`,
                    });
                  },
                },
              )
            }
          >
            Cancel these items
          </Button>
        </div>
      </div>
    </Modal>
  );
}
