import type { SavedCard } from '@haat/contracts/http/card.ts';
import type { Money } from '@haat/contracts/money.ts';
import { CreditCard } from 'lucide-react';
import { useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { choiceStyle } from '@/shared/ui/choice.ts';
import { FormProblem } from '@/shared/ui/field.tsx';
import { usePayBySavedCard } from '../api/pay-by-saved-card.ts';
import { cardName, expiryText, spokenCardName } from '../card-words.ts';

interface CardChoiceProps {
  readonly cards: readonly SavedCard[];
  /** Undefined: another card. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

export function CardChoice({ cards, chosen, onChoose }: CardChoiceProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">Pay with</legend>
      {cards.map((card) => (
        <label key={card.id} className={choiceStyle}>
          <input
            type="radio"
            name="saved-card"
            className="mt-1 size-4.5"
            aria-label={`${spokenCardName(card)}, expires ${expiryText(card)}`}
            checked={chosen === card.id}
            onChange={() => onChoose(card.id)}
          />
          <span className="flex flex-1 flex-wrap justify-between gap-x-4">
            <span className="figures font-semibold">{cardName(card)}</span>
            <span className="figures text-sm text-muted">Expires {expiryText(card)}</span>
          </span>
        </label>
      ))}
      <label className={choiceStyle}>
        <input
          type="radio"
          name="saved-card"
          className="mt-1 size-4.5"
          checked={chosen === undefined}
          onChange={() => onChoose(undefined)}
        />
        <span className="flex flex-1 items-center justify-between gap-4 font-semibold">
          Another card
          <CreditCard aria-hidden="true" className="size-5 text-muted" />
        </span>
      </label>
    </fieldset>
  );
}

export function PaySavedCard({
  orderId,
  cardId,
  amount,
  onPaid,
}: {
  readonly orderId: string;
  readonly cardId: string;
  readonly amount: Money;
  readonly onPaid: () => void;
}) {
  const pay = usePayBySavedCard(orderId);
  const [refusal, setRefusal] = useState<string>();
  const leaving = pay.data?.kind === 'paid' || pay.data?.kind === 'redirect';
  return (
    <>
      <FormProblem message={refusal} />
      <Button
        tone="buy"
        size="lg"
        wide
        busy={pay.isPending || leaving}
        onClick={() => {
          setRefusal(undefined);
          pay.mutate(cardId, {
            onSuccess: (outcome) => {
              if (outcome.kind === 'paid') onPaid();
              else if (outcome.kind === 'redirect') location.assign(outcome.url);
              else setRefusal(outcome.message);
            },
            onError: (error) => setRefusal(messageOf(error)),
          });
        }}
      >
        Pay {formatMoney(amount)}
      </Button>
    </>
  );
}
