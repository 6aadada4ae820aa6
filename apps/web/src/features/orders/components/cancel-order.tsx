import type { Order } from '@haat/contracts/http/order.ts';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useCancelOrder } from '../api/cancel-order.ts';

const REASONS = [
  'I ordered by mistake',
  'I found it elsewhere',
  'It arrives too late',
  'I want to change the order',
  'Another reason',
];

/** Until the first parcel is packed; the money goes back by itself. */
const isCancellable = (order: Order): boolean =>
  order.status !== 'cancelled' &&
  order.sellerOrders.every((part) => part.status === 'awaiting_payment' || part.status === 'to_pack');

export function CancelOrder({ order }: { readonly order: Order }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('I ordered by mistake');
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
            ? 'The whole amount goes back to your card.'
            : 'Nothing has been charged.'
        }
      >
        <div className="grid gap-4">
          <FormProblem message={cancel.error ? messageOf(cancel.error) : undefined} />
          <SelectField label="Reason" value={reason} onChange={(event) => setReason(event.target.value)}>
            {REASONS.map((text) => (
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
