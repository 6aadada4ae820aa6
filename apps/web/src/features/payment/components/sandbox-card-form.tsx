import type { PaymentHandle } from '@haat/contracts/http/order.ts';
import type { Money } from '@haat/contracts/money.ts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiProblem, messageOf } from '@/shared/lib/api-problem.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import type { CardWish } from '../api/keep-card.ts';
import { payByCard } from '../api/pay-by-card.ts';
import { type CardText, cardErrors, groupExpiry, groupNumber } from '../card-format.ts';
import { KeepCardBox } from './keep-card-box.tsx';

export interface CardFormProps {
  readonly handle: PaymentHandle;
  readonly amount: Money;
  /** Where the buyer's bank sends the buyer back to. */
  readonly returnUrl: string;
  readonly onPaid: () => void;
  /** Undefined for guests: there is no account to keep a card for. */
  readonly wish: CardWish | undefined;
}

export function SandboxCardForm({ handle, amount, returnUrl, onPaid, wish }: CardFormProps) {
  // Not in any storage: a card is typed and forgotten. A decline leaves it as typed.
  const [card, setCard] = useState<CardText>({ number: '', expiry: '', code: '' });
  const [errors, setErrors] = useState<Partial<Record<keyof CardText, string>>>({});
  const [refusal, setRefusal] = useState<string>();
  const pay = useMutation({
    mutationFn: async () => {
      await wish?.tell();
      const [month = '', year = ''] = card.expiry.split('/');
      return payByCard(handle, { number: card.number, month, year: `20${year}`, code: card.code }, returnUrl);
    },
    onSuccess: (outcome) => {
      if (outcome.kind === 'paid') onPaid();
      else if (outcome.kind === 'redirect') location.assign(outcome.url);
      else setRefusal(outcome.message);
    },
    onError: (error) =>
      setRefusal(
        error instanceof ApiProblem
          ? messageOf(error)
          : 'The payment provider did not answer. Nothing was charged twice; try again.',
      ),
  });
  const change = (name: keyof CardText, value: string) => {
    setCard({ ...card, [name]: value });
    setErrors({ ...errors, [name]: undefined });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefusal(undefined);
    const found = cardErrors(card);
    setErrors(found);
    if (Object.keys(found).length === 0) pay.mutate();
    else document.getElementById(`card-${Object.keys(found)[0]}`)?.focus();
  };
  const leaving = pay.data?.kind === 'paid' || pay.data?.kind === 'redirect';
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      <FormProblem message={refusal} />
      <TextField
        id="card-number"
        label="Card number"
        inputMode="numeric"
        autoComplete="cc-number"
        placeholder="4242 4242 4242 4242"
        value={card.number}
        error={errors.number}
        onChange={(event) => change('number', groupNumber(event.target.value))}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          id="card-expiry"
          label="Expiry (MM/YY)"
          inputMode="numeric"
          autoComplete="cc-exp"
          placeholder="12/28"
          value={card.expiry}
          error={errors.expiry}
          onChange={(event) => change('expiry', groupExpiry(event.target.value))}
        />
        <TextField
          id="card-code"
          label="Security code"
          inputMode="numeric"
          autoComplete="cc-csc"
          placeholder="123"
          maxLength={4}
          value={card.code}
          error={errors.code}
          onChange={(event) => change('code', event.target.value.replace(/\D/g, ''))}
        />
      </div>
      {wish ? <KeepCardBox wish={wish} /> : null}
      <Button type="submit" tone="buy" size="lg" wide busy={pay.isPending || leaving}>
        Pay {formatMoney(amount)}
      </Button>
      <details className="text-sm text-muted">
        <summary className="cursor-pointer py-1">This market runs in test mode: cards to try</summary>
        <ul className="figures mt-1 grid gap-1 pl-4">
          <li>4242 4242 4242 4242 pays</li>
          <li>4000 0025 0000 3155 asks your bank first</li>
          <li>4000 0000 0000 0002 is declined</li>
        </ul>
      </details>
    </form>
  );
}
