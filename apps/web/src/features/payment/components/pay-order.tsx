import type { Order } from '@haat/contracts/http/order.ts';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { useBeginPayment } from '../api/begin-payment.ts';
import { PayBy, PaymentPanel } from './payment-panel.tsx';

/** For an order that waits for its payment: a button first, then the card form in its place. */
export function PayOrder({
  order,
  label,
  onPaid,
}: {
  readonly order: Order;
  readonly label: string;
  readonly onPaid: () => void;
}) {
  const begin = useBeginPayment(order.id);
  if (begin.data) return <PaymentPanel order={order} handle={begin.data} onPaid={onPaid} />;
  return (
    <div className="grid gap-3">
      {order.payBy ? <PayBy until={order.payBy} /> : null}
      <FormProblem message={begin.error ? messageOf(begin.error) : undefined} />
      <Button tone="buy" className="w-fit" busy={begin.isPending} onClick={() => begin.mutate()}>
        {label}
      </Button>
    </div>
  );
}
