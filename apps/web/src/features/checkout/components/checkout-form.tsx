import type { SavedAddress } from '@haat/contracts/http/address.ts';
import type { User } from '@haat/contracts/http/auth.ts';
import type { Cart } from '@haat/contracts/http/cart.ts';
import type { Address, PlacedOrder, Quote } from '@haat/contracts/http/order.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { US_STATES } from '@/shared/config/us-states.ts';
import { type AddressDraft, EMPTY_ADDRESS, toDraft } from '@/shared/lib/address-rules.ts';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { dayWords } from '@/shared/lib/dates.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { useSettled } from '@/shared/lib/page.ts';
import { Button } from '@/shared/ui/button.tsx';
import { choiceStyle } from '@/shared/ui/choice.ts';
import { ErrorSummary, FormProblem, SelectField, TextField } from '@/shared/ui/field.tsx';
import { ErrorState, Note, Skeleton } from '@/shared/ui/states.tsx';
import { quoteQuery } from '../api/create-quote.ts';
import { usePlaceOrder } from '../api/place-order.ts';
import {
  type CheckoutDraft,
  draftErrors,
  EMPTY_DRAFT,
  pendingOrder,
  readDraft,
  sameAddress,
  storedDraft,
  toQuoteBody,
  withAddress,
} from '../draft.ts';
import { type QuoteChange, quoteChanges } from '../quote-changes.ts';
import { OrderSummary } from './order-summary.tsx';

interface CheckoutFormProps {
  readonly cart: Cart;
  readonly user: User | undefined;
  /** The account's address book. */
  readonly addresses: readonly SavedAddress[];
  /** Asked where the buyer wants an address kept that is not in the book yet. */
  readonly onKeepAddress: (address: Address) => void;
  /** The order that was placed here, once it is. */
  readonly placed: PlacedOrder | undefined;
  readonly onPlaced: (placed: PlacedOrder) => void;
  readonly payment: ReactNode;
}

const FIELDS = Object.keys(EMPTY_DRAFT) as (keyof CheckoutDraft)[];
const fieldId = (name: keyof CheckoutDraft) => `checkout-${name}`;

const resolver: Resolver<CheckoutDraft> = (values) => {
  const errors = draftErrors(values);
  const entries = Object.entries(errors).map(([name, message]) => [name, { type: 'validate', message }]);
  return entries.length > 0 ? { values: {}, errors: Object.fromEntries(entries) } : { values, errors: {} };
};

export function CheckoutForm({
  cart,
  user,
  addresses,
  onKeepAddress,
  placed,
  onPlaced,
  payment,
}: CheckoutFormProps) {
  const [defaultValues] = useState<CheckoutDraft>(() => {
    const draft = withAddress(readDraft(storedDraft.read()), addresses[0]);
    return { ...draft, email: draft.email || (user?.email ?? ''), name: draft.name || (user?.name ?? '') };
  });
  const form = useForm<CheckoutDraft>({
    defaultValues,
    resolver,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const draft = { ...EMPTY_DRAFT, ...useWatch({ control: form.control }) };
  const { errors } = form.formState;
  /** Fields that kept the order from being placed, at which attempt. */
  const [refused, setRefused] = useState<{ attempt: number; names: readonly (keyof CheckoutDraft)[] }>({
    attempt: 0,
    names: [],
  });
  const [problem, setProblem] = useState<string>();
  const [keep, setKeep] = useState(false);
  const [changes, setChanges] = useState<readonly QuoteChange[]>();
  const [lost, setLost] = useState<readonly string[]>();
  const queries = useQueryClient();
  const place = usePlaceOrder();

  const draftText = JSON.stringify(draft);
  useEffect(() => storedDraft.write(JSON.parse(draftText)), [draftText]);

  const body = toQuoteBody(readDraft(JSON.parse(useSettled(draftText, 350))));
  const quoteResult = useQuery(quoteQuery(placed ? undefined : body, cart.version));
  // The last price stays in view, dimmed, while the next one is being worked out.
  const [lastQuote, setLastQuote] = useState<Quote>();
  useEffect(() => {
    if (quoteResult.data) setLastQuote(quoteResult.data);
  }, [quoteResult.data]);
  const quote = quoteResult.data ?? (body ? lastQuote : undefined);
  const totals = placed?.order.totals ?? quote?.totals;

  const titlesOf = (offerIds: unknown): string[] =>
    cart.items
      .filter((item) => Array.isArray(offerIds) && offerIds.includes(item.offerId))
      .map(({ title }) => title);
  const quoteError = quoteResult.error;
  const goneAtQuote = hasCode(quoteError, 'order.cart-changed')
    ? titlesOf(quoteError.meta.offerIds)
    : undefined;
  const goneItems = lost ?? goneAtQuote;

  const refuse = (names: readonly (keyof CheckoutDraft)[]) =>
    setRefused(({ attempt }) => ({ attempt: attempt + 1, names }));
  const submit = async (values: CheckoutDraft) => {
    setProblem(undefined);
    setChanges(undefined);
    setLost(undefined);
    const asked = toQuoteBody(values);
    if (!asked) return;
    const options = quoteQuery(asked, cart.version);
    let offered: Quote | undefined;
    try {
      offered = await queries.fetchQuery(options);
      const result = await place.mutateAsync(offered.id);
      if (keep && isNew) onKeepAddress(asked.address);
      pendingOrder.write({ id: result.order.id, number: result.order.number });
      onPlaced(result);
    } catch (error) {
      onRefused(error, options.queryKey, offered);
    }
  };

  const onRefused = (error: unknown, queryKey: readonly unknown[], offered: Quote | undefined) => {
    if (hasCode(error, 'order.quote-changed') && offered) {
      const next = error.meta.quote as Quote;
      queries.setQueryData(queryKey, next);
      setChanges(quoteChanges(offered, next));
      return;
    }
    if (hasCode(error, 'order.out-of-stock', 'order.cart-changed')) {
      setLost(titlesOf(error.meta.offerIds));
      queries.removeQueries({ queryKey: ['quote'] });
      void queries.invalidateQueries({ queryKey: ['cart'] });
      return;
    }
    if (hasCode(error, 'order.quote-expired', 'order.quote-not-found', 'order.ended', 'order.cart-empty')) {
      void queries.invalidateQueries({ queryKey: ['quote'] });
      void queries.invalidateQueries({ queryKey: ['cart'] });
    }
    if (hasCode(error, 'order.region-invalid')) {
      form.setError('region', { message: error.message });
      refuse(['region']);
      return;
    }
    if (hasCode(error, 'http.validation')) {
      const found = Object.fromEntries(
        error.errors.flatMap(({ path }) => {
          const name = FIELDS.find((field) => path.endsWith(`/${field}`));
          return name ? [[name, 'This cannot be delivered to as it is written']] : [];
        }),
      );
      for (const [name, message] of Object.entries(found))
        form.setError(name as keyof CheckoutDraft, { message });
      refuse(Object.keys(found) as (keyof CheckoutDraft)[]);
      if (Object.keys(found).length > 0) return;
    }
    setProblem(messageOf(error));
  };

  const field = (name: keyof CheckoutDraft) => ({
    ...form.register(name),
    id: fieldId(name),
    error: errors[name]?.message,
  });
  const valid = draftErrors(draft);
  // Shrinks while its fields are being mended.
  const summary = refused.names.flatMap((name) => {
    const message = valid[name] ?? errors[name]?.message;
    return message ? [{ fieldId: fieldId(name), message }] : [];
  });
  const isNew = !addresses.some(({ address }) => sameAddress(address, draft));
  const contactDone = !valid.email;
  const addressDone = FIELDS.every((name) => name === 'email' || !valid[name]);
  const login = { next: '/checkout', ...(draft.email ? { email: draft.email } : {}) };

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-8">
      <div className="grid min-w-0 gap-4">
        <form
          id="checkout-form"
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            void form.handleSubmit(submit, (found) => refuse(FIELDS.filter((name) => found[name])))(event);
          }}
        >
          <ErrorSummary key={refused.attempt} errors={summary} />
          <fieldset disabled={placed !== undefined} className="contents">
            <Step number={1} title="Contact" done={contactDone}>
              <TextField
                label="E-mail"
                type="email"
                autoComplete="email"
                inputMode="email"
                hint="For the confirmation and news of your parcels"
                {...field('email')}
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
            </Step>
            <Step number={2} title="Address" done={addressDone}>
              {addresses.length > 0 ? (
                <SelectField
                  label="Your addresses"
                  value={addresses.find(({ address }) => sameAddress(address, draft))?.id ?? ''}
                  onChange={(event) => {
                    const chosen = addresses.find(({ id }) => id === event.target.value);
                    const next = chosen ? toDraft(chosen.address) : EMPTY_ADDRESS;
                    for (const [name, value] of Object.entries(next) as [keyof AddressDraft, string][])
                      form.setValue(name, value, { shouldValidate: chosen !== undefined });
                  }}
                >
                  {addresses.map(({ id, address }) => (
                    <option key={id} value={id}>
                      {address.name}, {address.line1}, {address.city}
                    </option>
                  ))}
                  <option value="">Another address</option>
                </SelectField>
              ) : null}
              <TextField label="Full name" autoComplete="shipping name" {...field('name')} />
              <TextField label="Address" autoComplete="shipping address-line1" {...field('line1')} />
              <TextField
                label="Apartment, suite (optional)"
                autoComplete="shipping address-line2"
                {...field('line2')}
              />
              <div className="grid gap-4 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,0.8fr)]">
                <TextField label="City" autoComplete="shipping address-level2" {...field('city')} />
                <SelectField label="State" autoComplete="shipping address-level1" {...field('region')}>
                  <option value="">Choose</option>
                  {US_STATES.map(([code, name]) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </SelectField>
                <TextField
                  label="ZIP code"
                  autoComplete="shipping postal-code"
                  inputMode="numeric"
                  maxLength={10}
                  {...field('postalCode')}
                />
              </div>
              <TextField
                label="Phone (optional)"
                type="tel"
                autoComplete="shipping tel"
                inputMode="tel"
                hint="Only for the carrier, if a parcel cannot be delivered"
                {...field('phone')}
              />
              {user && isNew ? (
                <label className="flex min-h-11 items-center gap-3 text-sm">
                  <input
                    type="checkbox"
                    className="size-5 accent-(--color-indigo)"
                    checked={keep}
                    onChange={(event) => setKeep(event.target.checked)}
                  />
                  Keep this address in my account
                </label>
              ) : null}
            </Step>
            <Step number={3} title="Delivery" done={quote !== undefined}>
              <DeliveryChoice
                quote={quote}
                chosen={draft.shipping}
                register={form.register('shipping')}
                waiting={body !== undefined && quoteResult.isPending}
              />
              {quoteError && !goneItems && !placed ? (
                <ErrorState
                  error={quoteError}
                  title="The price could not be worked out"
                  onRetry={() => void quoteResult.refetch()}
                />
              ) : null}
            </Step>
          </fieldset>
        </form>
        <Step number={4} title="Payment" done={false}>
          {placed ? (
            payment
          ) : (
            <div className="grid gap-4">
              <FormProblem message={problem} />
              {goneItems ? (
                <div role="alert">
                  <Note tone="bad">
                    <p>Sold out just now: {goneItems.join(', ') || 'something in your cart'}.</p>
                    <Link to="/cart" className="link mt-1 inline-block">
                      Look at the cart
                    </Link>
                  </Note>
                </div>
              ) : null}
              {changes ? (
                <Changes changes={changes} total={quote ? formatMoney(quote.totals.total) : ''} />
              ) : null}
              <p className="text-muted">
                {totals
                  ? 'Your items are set aside when you place the order. You then pay by card, right here.'
                  : 'Fill in contact and address to see the full price.'}
              </p>
              <Button
                type="submit"
                form="checkout-form"
                tone="buy"
                size="lg"
                wide
                busy={form.formState.isSubmitting || place.isPending}
              >
                Place order
              </Button>
            </div>
          )}
        </Step>
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

function Step({
  number,
  title,
  done,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly done: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className="card p-5 sm:p-6">
      <h2 className="mb-4 flex items-center gap-3 text-lg">
        <span
          aria-hidden="true"
          className={clsx(
            'figures grid size-8 shrink-0 place-items-center rounded-full text-sm font-bold transition-colors duration-200',
            done ? 'bg-leaf-wash text-leaf' : 'bg-action text-action-text',
          )}
        >
          {done ? <Check className="size-4.5" strokeWidth={3} /> : number}
        </span>
        {title}
      </h2>
      <div className="grid gap-4">{children}</div>
    </section>
  );
}

function DeliveryChoice({
  quote,
  chosen,
  register,
  waiting,
}: {
  readonly quote: Quote | undefined;
  readonly chosen: CheckoutDraft['shipping'];
  readonly register: ReturnType<ReturnType<typeof useForm<CheckoutDraft>>['register']>;
  readonly waiting: boolean;
}) {
  const now = new Date();
  const options = quote?.shippingOptions ?? [
    { option: 'standard' as const, label: 'Standard', price: null, deliverBy: null },
    { option: 'express' as const, label: 'Express', price: null, deliverBy: null },
  ];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {options.map(({ option, label, price, deliverBy }) => (
        <label key={option} className={clsx(choiceStyle, 'min-h-20')}>
          <input type="radio" value={option} {...register} className="mt-1 size-4.5" />
          <span className="grid flex-1 gap-0.5">
            <span className="flex justify-between gap-3 font-semibold">
              {label}
              {price ? (
                <span className="figures">{price.amount === 0 ? 'Free' : formatMoney(price)}</span>
              ) : waiting ? (
                <Skeleton className="h-5 w-14" />
              ) : null}
            </span>
            <span className="text-sm text-muted">
              {deliverBy
                ? `Arrives by ${dayWords(deliverBy, now)}`
                : waiting
                  ? 'Working it out'
                  : option === chosen
                    ? 'Price and date after your address'
                    : 'Faster, for a little more'}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}

function Changes({ changes, total }: { readonly changes: readonly QuoteChange[]; readonly total: string }) {
  return (
    <div role="alert" className="rounded-md bg-amber-wash p-4 text-sm text-amber-text">
      <p className="font-semibold">The price changed while you were here. Nothing was ordered yet.</p>
      <ul className="figures mt-2 grid gap-1">
        {changes.map(({ what, before, after }) => (
          <li key={what}>
            {what}: {before ? <s>{formatMoney(before)}</s> : 'new'}{' '}
            {after ? formatMoney(after) : 'no longer in the order'}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        The new total is <strong>{total}</strong>. Place the order again if that is fine.
      </p>
    </div>
  );
}
