import type { ReturnDetail } from '@haat/contracts/http/return.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { optionsText } from '@/shared/ui/options.ts';
import { Picture } from '@/shared/ui/picture.tsx';
import { RefundSummary } from '@/shared/ui/refund-summary.tsx';
import { Sheet } from '@/shared/ui/sheet.tsx';
import { ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { StatusBadge } from '@/shared/ui/status-badge.tsx';
import { Timeline } from '@/shared/ui/timeline.tsx';
import { WordsDialog } from '@/shared/ui/words-dialog.tsx';
import { useDecideReturn } from '../api/decide-return.ts';
import { returnQuery } from '../api/get-return.ts';
import type { Desk } from '../api/list-returns.ts';
import { dueWords, REASON_WORDS } from '../due.ts';
import { ReceiveDialog } from './receive-dialog.tsx';

interface ReturnPanelProps {
  readonly desk: Desk;
  readonly id: string;
  /** Whether the role may decide, or only look. */
  readonly mayDecide: boolean;
  readonly onClose: () => void;
}

export function ReturnPanel({ desk, id, mayDecide, onClose }: ReturnPanelProps) {
  const { data: each, error, refetch } = useQuery(returnQuery(desk, id));
  return (
    <Sheet
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={each ? `Return ${each.number}` : 'Return'}
      {...(each ? { description: `Order ${each.orderNumber}` } : {})}
      footer={each && mayDecide ? <Decisions desk={desk} each={each} /> : undefined}
    >
      {each ? (
        <Detail desk={desk} each={each} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading what="the return" className="grid gap-3">
          <Skeleton className="h-8 w-40" />
          <Skeleton className="h-44" />
        </Loading>
      )}
    </Sheet>
  );
}

function Detail({ desk, each }: { readonly desk: Desk; readonly each: ReturnDetail }) {
  const { state } = each;
  return (
    <div className="grid gap-6">
      <p className="flex flex-wrap items-center gap-3 text-sm">
        <StatusBadge status={state.status} />
        <span className="font-semibold">{dueWords(each)}</span>
      </p>
      {state.status === 'refused' ? (
        <Note tone="bad">
          {state.by === 'staff' ? 'Refused by Haat' : 'Refused by the seller'}: {state.reason}
        </Note>
      ) : null}
      {state.status === 'shipped_back' ? (
        <p className="text-sm">
          {state.carrier}, tracking number{' '}
          <strong className="figures select-all">{state.trackingNumber}</strong>
        </p>
      ) : null}
      <section aria-label="Items">
        <h3 className="mb-3 text-base">{desk === 'admin' ? `Items from ${each.sellerName}` : 'Items'}</h3>
        <ul className="grid gap-3">
          {each.lines.map((line) => (
            <li key={line.offerId} className="grid grid-cols-[3rem_minmax(0,1fr)] items-center gap-3 text-sm">
              <Picture src={line.imageUrl} alt="" size={48} className="rounded-sm" />
              <div className="min-w-0">
                <p className="line-clamp-2 font-semibold">
                  {line.quantity} × {line.title}
                </p>
                <p className="text-muted">{optionsText(line.options)}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Reason" className="grid gap-1.5">
        <h3 className="text-base">{REASON_WORDS[each.reason]}</h3>
        {each.comment ? (
          <p className="max-w-prose text-sm whitespace-pre-line">“{each.comment}”</p>
        ) : (
          <p className="text-sm text-muted">The buyer added nothing.</p>
        )}
        <p className="text-sm text-muted">Asked for {formatDateTime(each.requestedAt)}</p>
      </section>
      <RefundSummary quote={each.refund} label="The buyer gets back" />
      <section aria-label="History">
        <h3 className="mb-3 text-base">History</h3>
        <Timeline entries={each.timeline} />
      </section>
    </div>
  );
}

type Asking = 'refuse' | 'receive' | 'approve' | 'settle';

function Decisions({ desk, each }: { readonly desk: Desk; readonly each: ReturnDetail }) {
  const decide = useDecideReturn(desk, each.id);
  const [asking, setAsking] = useState<Asking>();
  const { status } = each.state;
  const done = (words: string) => () => {
    setAsking(undefined);
    toast.success(words, { description: each.number });
  };
  const ask = (what: Asking, label: string, tone: 'danger' | 'quiet' | 'buy' = 'quiet') => (
    <Button key={what} tone={tone} className="flex-1" onClick={() => setAsking(what)}>
      {label}
    </Button>
  );
  const buttons =
    desk === 'seller'
      ? [
          ...(status === 'requested'
            ? [
                ask('refuse', 'Refuse', 'danger'),
                <Button
                  key="approve"
                  tone="buy"
                  className="flex-1"
                  busy={decide.isPending && asking === undefined}
                  onClick={() =>
                    decide.mutate(
                      { kind: 'approve' },
                      {
                        onSuccess: () => {
                          toast.success('The return is approved.', { description: each.number });
                        },
                        onError: (error) => {
                          toast.error('Not approved', { description: messageOf(error) });
                        },
                      },
                    )
                  }
                >
                  Approve
                </Button>,
              ]
            : []),
          ...(status === 'approved' || status === 'shipped_back'
            ? [ask('receive', 'It has arrived', 'buy')]
            : []),
        ]
      : [
          ...(status === 'requested' || status === 'approved' ? [ask('refuse', 'Refuse', 'danger')] : []),
          ...(status === 'requested' || status === 'refused' ? [ask('approve', 'Approve')] : []),
          ...(['requested', 'approved', 'refused', 'shipped_back'].includes(status)
            ? [ask('settle', 'Refund now')]
            : []),
        ];
  if (buttons.length === 0) return null;
  const close = () => {
    setAsking(undefined);
    decide.reset();
  };
  return (
    <>
      {buttons}
      {asking === 'receive' ? (
        <ReceiveDialog
          each={each}
          busy={decide.isPending}
          problem={decide.error ? messageOf(decide.error) : undefined}
          onClose={close}
          onReceive={(body) =>
            decide.mutate({ kind: 'receive', body }, { onSuccess: done('The buyer gets the money back.') })
          }
        />
      ) : asking ? (
        <WordsDialog
          title={DIALOGS[asking].title}
          action={DIALOGS[asking].action}
          tone={DIALOGS[asking].tone}
          label="Reason"
          missing="Say why."
          hint={
            desk === 'seller'
              ? 'The buyer reads it.'
              : 'It goes to the audit log; the buyer and the seller read it.'
          }
          busy={decide.isPending}
          error={decide.error}
          onClose={close}
          onSubmit={(reason) =>
            decide.mutate({ kind: asking, body: { reason } }, { onSuccess: done(DIALOGS[asking].done) })
          }
        />
      ) : null}
    </>
  );
}

const DIALOGS = {
  refuse: {
    title: 'Refuse the return?',
    action: 'Refuse it',
    tone: 'danger',
    done: 'The return is refused.',
  },
  approve: {
    title: 'Approve in place of the seller?',
    action: 'Approve it',
    tone: 'primary',
    done: 'The return is approved.',
  },
  settle: {
    title: 'Refund without waiting for the items?',
    action: 'Refund now',
    tone: 'danger',
    done: 'The money is on its way to the buyer.',
  },
} as const;
