import type { Order, SellerOrderPart } from '@haat/contracts/http/order.ts';
import type { LineUnits } from '@haat/contracts/http/refund.ts';
import type { Return, ReturnReason } from '@haat/contracts/http/return.ts';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField, TextAreaField } from '@/shared/ui/field.tsx';
import { Picture } from '@/shared/ui/picture.tsx';
import { RefundSummary } from '@/shared/ui/refund-summary.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { UnitPicker } from '@/shared/ui/unit-picker.tsx';
import { returnQuoteQuery } from '../api/quote-return.ts';
import { useRequestReturn } from '../api/request-return.ts';
import { RETURN_REASON_WORDS } from '../reasons.ts';
import { returnableLines } from '../returnable.ts';

const STEPS = ['Items', 'Reason', 'Refund'] as const;
const REASONS = Object.entries(RETURN_REASON_WORDS) as [ReturnReason, string][];

interface ReturnWizardProps {
  readonly order: Order;
  readonly part: SellerOrderPart;
  readonly onDone: (made: Return) => void;
}

/** Which items, why, and what goes back for it: nothing is asked of the seller before the buyer has seen that. */
export function ReturnWizard({ order, part, onDone }: ReturnWizardProps) {
  const lines = returnableLines(order, part, new Date());
  const [step, setStep] = useState(0);
  const [chosen, setChosen] = useState<LineUnits[]>(
    // A single item is what is meant.
    lines.length === 1 && lines[0]?.left === 1 ? [{ offerId: lines[0].offerId, quantity: 1 }] : [],
  );
  const [reason, setReason] = useState<ReturnReason>();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const go = (to: number) => {
    setTried(false);
    setStep(to);
  };
  return (
    <div className="grid gap-6">
      <Steps at={step} />
      {step === 0 ? (
        <StepFrame
          key="items"
          title="What do you send back?"
          problem={tried && chosen.length === 0 ? 'Choose at least one item.' : undefined}
          onNext={() => (chosen.length === 0 ? setTried(true) : go(1))}
        >
          <UnitPicker legend={`From ${part.sellerName}`} lines={lines} value={chosen} onChange={setChosen} />
        </StepFrame>
      ) : step === 1 ? (
        <StepFrame
          key="reason"
          title="Why does it come back?"
          onBack={() => go(0)}
          onNext={() => (reason ? go(2) : setTried(true))}
        >
          <SelectField
            label="Reason"
            value={reason ?? ''}
            error={tried && !reason ? 'Choose a reason.' : undefined}
            onChange={(event) => setReason((event.target.value || undefined) as ReturnReason | undefined)}
          >
            <option value="" disabled>
              Choose
            </option>
            {REASONS.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </SelectField>
          <TextAreaField
            label="What should the seller know? (optional)"
            rows={4}
            maxLength={1_000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </StepFrame>
      ) : (
        <Confirm
          order={order}
          part={part}
          lines={chosen}
          reason={reason ?? 'other'}
          comment={comment}
          onBack={() => go(1)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function Confirm({
  order,
  part,
  lines,
  reason,
  comment,
  onBack,
  onDone,
}: ReturnWizardProps & {
  readonly lines: readonly LineUnits[];
  readonly reason: ReturnReason;
  readonly comment: string;
  readonly onBack: () => void;
}) {
  const body = { lines: [...lines], reason };
  const quote = useQuery(returnQuoteQuery(order.id, order.version, body));
  const request = useRequestReturn(order.id);
  return (
    <StepFrame
      title="What you get back"
      onBack={onBack}
      onNext={() => request.mutate({ ...body, comment: comment.trim() }, { onSuccess: onDone })}
      next="Ask for the return"
      busy={request.isPending}
      disabled={!quote.data}
      problem={request.error ? messageOf(request.error) : undefined}
    >
      <ul className="grid gap-2.5">
        {lines.map(({ offerId, quantity }) => {
          const line = part.lines.find((each) => each.offerId === offerId);
          return line ? (
            <li key={offerId} className="flex items-center gap-3 text-sm">
              <Picture src={line.imageUrl} alt="" size={48} className="size-12 rounded-sm" />
              <span>
                <strong className="figures">{quantity} ×</strong> {line.title}
              </span>
            </li>
          ) : null;
        })}
      </ul>
      <p className="text-sm text-muted">{RETURN_REASON_WORDS[reason]}</p>
      {quote.data ? (
        <RefundSummary quote={quote.data} label="You get back" />
      ) : quote.error ? (
        <ErrorState error={quote.error} onRetry={() => void quote.refetch()} />
      ) : (
        <Loading what="the refund" className="grid gap-2">
          <Skeleton className="h-28" />
        </Loading>
      )}
      <p className="text-sm text-muted">
        {part.sellerName} decides within a few days; if it does not, the return is approved. Then you send the
        items, and the money goes back the way it came when they have arrived.
      </p>
    </StepFrame>
  );
}

function Steps({ at }: { readonly at: number }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {STEPS.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          className={clsx('flex items-center gap-2', index === at ? 'font-semibold' : 'text-muted')}
        >
          <span
            aria-hidden="true"
            className={clsx(
              'figures grid size-6.5 place-items-center rounded-full border-2 text-xs font-bold',
              index <= at ? 'border-leaf text-leaf' : 'border-line',
            )}
          >
            {index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}

interface StepFrameProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly problem?: string | undefined;
  readonly onBack?: () => void;
  readonly onNext: () => void;
  readonly next?: string;
  readonly busy?: boolean;
  readonly disabled?: boolean;
}

function StepFrame({
  title,
  children,
  problem,
  onBack,
  onNext,
  next = 'Continue',
  busy,
  disabled,
}: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Another step is another page to who does not see it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="card grid gap-5 p-5 sm:p-6">
      <h2 ref={heading} tabIndex={-1} className="text-lg outline-none">
        {title}
      </h2>
      <FormProblem message={problem} />
      {children}
      <div className="flex flex-wrap justify-end gap-3">
        {onBack ? <Button onClick={onBack}>Back</Button> : null}
        <Button tone="buy" busy={busy ?? false} disabled={disabled ?? false} onClick={onNext}>
          {next}
        </Button>
      </div>
    </section>
  );
}
