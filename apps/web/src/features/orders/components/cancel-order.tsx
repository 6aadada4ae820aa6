import type { Order } from '@haat/contracts/http/order.ts';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useCancelOrder } from '../api/cancel-order.ts';
import { CANCEL_REASONS } from '../cancel-reasons.ts';

/** Until the first parcel is packed; the money goes back by itself. */
const isCancellable = (order: Order): boolean =>
  order.status !== 'cancelled' &&
  order.sellerOrders.every((part) => ['awaiting_payment', 'to_pack', 'cancelled'].includes(part.status));

export function CancelOrder({ order }: { readonly order: Order }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string>(CANCEL_REASONS[0]);
  const cancel = useCancelOrder(order.id);
  if (!isCancellable(order)) return null;
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        Cancel order
      </Button>
      <Modal
        open={open}
        onOpenChange={setOpen}
        title={`Cancel ${order.number}?`}
        description={
          order.paymentStatus === 'succeeded'
            ? `${formatMoney({ ...order.totals.total, amount: order.totals.total.amount - order.givenBack.amount })} goes back the way it came.`
            : 'Nothing has been charged.'
        }
      >
        <div className="grid gap-4">
          <FormProblem message={cancel.error ? messageOf(cancel.error) : undefined} />
          <SelectField label="Reason" value={reason} onChange={(event) => setReason(event.target.value)}>
            {CANCEL_REASONS.map((text) => (
              <option key={text}>{text}</option>
            ))}
          </SelectField>
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button
              tone="danger"
              busy={cancel.isPending}
              onClick={() =>
                cancel.mutate(reason, {
                  onSuccess: () => {
                    setOpen(false);
                    toast('The order is cancelled.');
                  },
                })
              }
            >
              Cancel the order
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
