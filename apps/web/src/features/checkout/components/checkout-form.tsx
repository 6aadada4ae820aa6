import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatMoney } from '@/shared/lib/money.ts';
import { AddressFields } from '@/shared/ui/address-fields.tsx';
import { Button } from '@/shared/ui/button.tsx';
import { CheckField, ErrorSummary, FormProblem, SelectField, TextField } from '@/shared/ui/field.tsx';
import { ErrorState, Note } from '@/shared/ui/states.tsx';
import { type CheckoutInput, useCheckout } from '../use-checkout.ts';
import { CheckoutStep } from './checkout-step.tsx';
import { DeliveryChoice } from './delivery-choice.tsx';
import { OrderSummary } from './order-summary.tsx';
import { PriceChanges } from './price-changes.tsx';

interface CheckoutFormProps extends CheckoutInput {
  readonly payment: ReactNode;
}

export function CheckoutForm({ payment, ...input }: CheckoutFormProps) {
  const { cart, user, addresses, placed } = input;
  const checkout = useCheckout(input);
  const { quote, quoteResult, goneItems, unpaid } = checkout;
  const { email } = checkout.draft;
  const login = { next: '/checkout', ...(email ? { email } : {}) };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-8">
      <div className="grid min-w-0 gap-4">
        <form id="checkout-form" noValidate className="grid gap-4" onSubmit={checkout.submit}>
          <ErrorSummary key={checkout.attempt} errors={checkout.summary} />
          <fieldset disabled={placed !== undefined} className="contents">
            <CheckoutStep number={1} title="Contact" done={checkout.isContactDone}>
              <TextField
                label="E-mail"
                type="email"
                autoComplete="email"
                inputMode="email"
                hint="For the confirmation and news of your parcels"
                {...checkout.field('email')}
              />
              {user ? (
                <p className="text-sm text-muted">You are logged in as {user.name}.</p>
              ) : (
                <p className="text-sm text-muted">
                  Have an account?{' '}
                  <Link to="/login" search={login} className="link">
                    Log in
                  </Link>{' '}
                  or{' '}
                  <Link to="/register" search={login} className="link">
                    Create account
                  </Link>
                  . What you typed stays here.
                </p>
              )}
            </CheckoutStep>
            <CheckoutStep number={2} title="Address" done={checkout.isAddressDone}>
              {addresses.length > 0 ? (
                <SelectField
                  label="Your addresses"
                  value={checkout.inBook?.id ?? ''}
                  onChange={({ target }) =>
                    checkout.takeAddress(addresses.find(({ id }) => id === target.value)?.address)
                  }
                >
                  {addresses.map(({ id, address }) => (
                    <option key={id} value={id}>
                      {address.name}, {address.line1}, {address.city}
                    </option>
                  ))}
                  <option value="">Another address</option>
                </SelectField>
              ) : null}
              <AddressFields section="shipping" field={checkout.field} />
              {user && !checkout.inBook ? (
                <CheckField
                  label="Keep this address in my account"
                  checked={checkout.keep}
                  onChange={(event) => checkout.setKeep(event.target.checked)}
                />
              ) : null}
            </CheckoutStep>
            <CheckoutStep number={3} title="Delivery" done={quote !== undefined}>
              <DeliveryChoice
                quote={quote}
                chosen={checkout.draft.shipping}
                register={checkout.register('shipping')}
                waiting={checkout.isQuoteAwaited}
              />
              {quoteResult.error && !goneItems && !placed ? (
                <ErrorState
                  error={quoteResult.error}
                  title="The price could not be worked out"
                  onRetry={() => void quoteResult.refetch()}
                />
              ) : null}
            </CheckoutStep>
          </fieldset>
        </form>
        <CheckoutStep number={4} title="Payment" done={false}>
          {placed ? (
            payment
          ) : (
            <div className="grid gap-4">
              <FormProblem message={checkout.problem} />
              {goneItems ? (
                <div role="alert">
                  <Note tone="bad">
                    <p>Sold out just now: {goneItems.join(', ') || 'something in your cart'}.</p>
                    <Link to="/cart" className="link mt-1 inline-block">
                      Look at the cart
                    </Link>
                    {unpaid ? (
                      <p className="mt-1">
                        Your order{' '}
                        <Link to="/orders/$id" params={{ id: unpaid.id }} className="link">
                          {unpaid.number}
                        </Link>{' '}
                        is not paid yet and may hold what is missing here.
                      </p>
                    ) : null}
                  </Note>
                </div>
              ) : null}
              {checkout.changes ? (
                <PriceChanges
                  changes={checkout.changes}
                  total={quote ? formatMoney(quote.totals.total) : ''}
                />
              ) : null}
              <p className="text-muted">
                {quote
                  ? 'Your items are set aside when you place the order. You then pay by card, right here.'
                  : 'Fill in contact and address to see the full price.'}
              </p>
              <Button type="submit" form="checkout-form" tone="buy" size="lg" wide busy={checkout.isPlacing}>
                Place order
              </Button>
            </div>
          )}
        </CheckoutStep>
      </div>
      <OrderSummary
        cart={cart}
        quote={quote}
        order={placed?.order}
        stale={!placed && quoteResult.isFetching && quote !== undefined}
      />
    </div>
  );
}
