import type { Return } from '@haat/contracts/http/return.ts';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDate } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { TrackingDialog } from '@/shared/ui/tracking-dialog.tsx';
import { useMoveReturn } from '../api/move-return.ts';

/** Where a return stands, and what its buyer can do about it. */
export function ReturnCard({ each }: { readonly each: Return }) {
  const move = useMoveReturn(each);
  const [sending, setSending] = useState(false);
  const { state } = each;
  const isOpen = state.status === 'requested' || state.status === 'approved';
  return (
    <article
      aria-label={`Return ${each.number}`}
      className="grid gap-2.5 rounded-md border border-line bg-sunk p-4"
    >
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="figures text-sm tracking-normal">Return {each.number}</h3>
        <StatusBadge status={state.status} />
      </header>
      <p className="text-sm">{each.lines.map((line) => `${line.quantity} × ${line.title}`).join(', ')}</p>
      <p className="text-sm">{words(each)}</p>
      {isOpen ? (
        <div className="flex flex-wrap gap-2.5">
          {state.status === 'approved' ? (
            <Button size="sm" tone="primary" onClick={() => setSending(true)}>
              I have sent it
            </Button>
          ) : null}
          <Button
            size="sm"
            busy={move.isPending && !sending}
            onClick={() =>
              move.mutate(
                { kind: 'withdraw' },
                {
                  onSuccess: () => void toast('The return is withdrawn.'),
                  onError: (error) => void toast.error('Not withdrawn', { description: messageOf(error) }),
                },
              )
            }
          >
            Keep the items
          </Button>
        </div>
      ) : null}
      {sending ? <SendDialog each={each} onClose={() => setSending(false)} /> : null}
    </article>
  );
}

function words({ state, refund, sellerName }: Return): string {
  const amount = formatMoney(refund.total);
  switch (state.status) {
    case 'requested':
      return `${sellerName} decides by ${formatDate(state.decideBy)}; if it does not, the return is approved. You get back ${amount}.`;
    case 'approved':
      return `Send it back by ${formatDate(state.sendBy)}. You get back ${amount}.`;
    case 'refused':
      return `${state.by === 'staff' ? 'Haat' : sellerName} refused it: ${state.reason}`;
    case 'shipped_back':
      return `On its way with ${state.carrier}, tracking number ${state.trackingNumber}. ${sellerName} says what came by ${formatDate(state.receiveBy)}; if it does not, it counts as received. You get back ${amount}.`;
    case 'received':
      return `${amount} is on its way back to you.`;
    case 'refunded':
      return refund.total.amount > 0
        ? `${amount} was refunded on ${formatDate(state.at)}.`
        : `Done on ${formatDate(state.at)}. The money for it went back before.`;
    case 'withdrawn':
      return state.by === 'rule' ? 'Nothing was sent back in time.' : 'You keep the items.';
  }
}

function SendDialog({ each, onClose }: { readonly each: Return; readonly onClose: () => void }) {
  const move = useMoveReturn(each);
  return (
    <TrackingDialog
      title="On its way back"
      text="The seller sees where it is, and you have a proof."
      action="It is sent"
      busy={move.isPending}
      error={move.error}
      onClose={onClose}
      onSubmit={(body) =>
        move.mutate(
          { kind: 'ship', body },
          {
            onSuccess: () => {
              onClose();
              toast.success(`${each.sellerName} knows that it is on its way.`);
            },
          },
        )
      }
    />
  );
}
