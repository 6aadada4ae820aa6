import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useLookUpOrder } from '@/features/orders/api/look-up-order.ts';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';

const route = getRouteApi('/storefront/track');

export function TrackPage() {
  useTitle('Track an order');
  const { number: given } = route.useSearch();
  const navigate = route.useNavigate();
  const [number, setNumber] = useState(given ?? '');
  const [email, setEmail] = useState('');
  const [missing, setMissing] = useState(false);
  const lookUp = useLookUpOrder();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const complete = number.trim() !== '' && /@.+\./.test(email);
    setMissing(!complete);
    if (!complete) return;
    lookUp.mutate(
      { number: number.trim(), email: email.trim() },
      { onSuccess: ({ orderId }) => void navigate({ to: '/orders/$id', params: { id: orderId } }) },
    );
  };
  const problem = hasCode(lookUp.error, 'order.not-found')
    ? 'We found no such order with this e-mail address. Check both; orders placed with an account show after logging in.'
    : lookUp.error
      ? messageOf(lookUp.error)
      : undefined;
  return (
    <div className="wrap-page grid max-w-xl gap-5 pt-10">
      <h1 className="text-2xl">Track an order</h1>
      <p className="text-muted">The number is in your confirmation e-mail.</p>
      <form noValidate className="card grid gap-4 p-5 sm:p-6" onSubmit={submit}>
        <FormProblem message={problem} />
        <TextField
          label="Order number"
          placeholder="HT-7K3M-92QD"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={number}
          error={missing && number.trim() === '' ? 'Enter the order number' : undefined}
          onChange={(event) => setNumber(event.target.value)}
        />
        <TextField
          label="E-mail"
          type="email"
          autoComplete="email"
          value={email}
          error={missing && !/@.+\./.test(email) ? 'Enter the address you ordered with' : undefined}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button type="submit" tone="buy" busy={lookUp.isPending}>
          Find order
        </Button>
      </form>
    </div>
  );
}
