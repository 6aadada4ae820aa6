import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { type FormEvent, useMemo, useState } from 'react';
import { ApiProblem, messageOf } from '@/shared/lib/api-problem.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useTheme } from '@/shared/lib/theme.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem } from '@/shared/ui/field.tsx';
import { KeepCardBox } from './keep-card-box.tsx';
import type { CardFormProps } from './sandbox-card-form.tsx';

export function StripeForm(props: CardFormProps) {
  const { publishableKey, clientSecret } = props.handle;
  const stripe = useMemo(() => loadStripe(publishableKey), [publishableKey]);
  const theme = useTheme();
  return (
    <Elements
      stripe={stripe}
      options={{
        clientSecret,
        appearance: {
          theme: theme === 'dark' ? 'night' : 'stripe',
          variables: { colorPrimary: '#3b49df', borderRadius: '10px' },
        },
      }}
    >
      <Form {...props} />
    </Elements>
  );
}

function Form({ amount, returnUrl, onPaid, wish }: CardFormProps) {
  const stripe = useStripe();
  const elements = useElements();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const pay = async () => {
    if (!stripe || !elements) return;
    setBusy(true);
    setRefusal(undefined);
    if (wish) {
      await wish.tell();
      // Stripe's form learns from Stripe what the card is now wanted for.
      await elements.fetchUpdates();
    }
    const { error, paymentIntent } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl },
      redirect: 'if_required',
    });
    setBusy(false);
    // An earlier try went through although its answer was lost.
    if (paymentIntent || error?.payment_intent?.status === 'succeeded') onPaid();
    else setRefusal(error?.message ?? 'The payment did not go through. Try again.');
  };
  return (
    <form
      className="grid gap-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        pay().catch((error: unknown) => {
          setBusy(false);
          setRefusal(
            error instanceof ApiProblem
              ? messageOf(error)
              : 'The payment provider did not answer. Try again.',
          );
        });
      }}
    >
      <FormProblem message={refusal} />
      <PaymentElement />
      {wish ? <KeepCardBox wish={wish} /> : null}
      <Button type="submit" tone="buy" size="lg" wide busy={busy} disabled={!stripe}>
        Pay {formatMoney(amount)}
      </Button>
    </form>
  );
}
