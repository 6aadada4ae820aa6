import type { SavedAddress } from '@haat/contracts/http/address.ts';
import type { User } from '@haat/contracts/http/auth.ts';
import type { Cart } from '@haat/contracts/http/cart.ts';
import type { Address, PlacedOrder, Quote } from '@haat/contracts/http/order.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { type AddressDraft, EMPTY_ADDRESS, toDraft } from '@/shared/lib/address-rules.ts';
import { hasCode, messageOf } from '@/shared/lib/api-problem.ts';
import { useSettled } from '@/shared/lib/page.ts';
import { quoteQuery } from './api/create-quote.ts';
import { usePlaceOrder } from './api/place-order.ts';
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
} from './draft.ts';
import { type QuoteChange, quoteChanges } from './quote-changes.ts';

export interface CheckoutInput {
  readonly cart: Cart;
  readonly user: User | undefined;
  /** The account's address book. */
  readonly addresses: readonly SavedAddress[];
  /** Asked where the buyer wants an address kept that is not in the book yet. */
  readonly onKeepAddress: (address: Address) => void;
  /** The order that was placed here, once it is. */
  readonly placed: PlacedOrder | undefined;
  readonly onPlaced: (placed: PlacedOrder) => void;
}

const FIELDS = Object.keys(EMPTY_DRAFT) as (keyof CheckoutDraft)[];
const fieldId = (name: keyof CheckoutDraft) => `checkout-${name}`;

const resolver: Resolver<CheckoutDraft> = (values) => {
  const errors = draftErrors(values);
  const entries = Object.entries(errors).map(([name, message]) => [name, { type: 'validate', message }]);
  return entries.length > 0 ? { values: {}, errors: Object.fromEntries(entries) } : { values, errors: {} };
};

/** What is typed, what it costs, and what keeps the order from being placed. */
export function useCheckout({ cart, user, addresses, onKeepAddress, placed, onPlaced }: CheckoutInput) {
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

  const { quote, result: quoteResult, isAsked } = useQuote(draftText, cart.version, placed !== undefined);

  const titlesOf = (offerIds: unknown): string[] =>
    cart.items
      .filter((item) => Array.isArray(offerIds) && offerIds.includes(item.offerId))
      .map(({ title }) => title);
  const quoteError = quoteResult.error;
  const goneAtQuote = hasCode(quoteError, 'order.cart-changed')
    ? titlesOf(quoteError.meta.offerIds)
    : undefined;
  const goneItems = lost ?? goneAtQuote;
  // Whoever reloaded the page while paying competes with their own order.
  const unpaid = goneItems ? pendingOrder.read() : undefined;

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
  const inBook = addresses.find(({ address }) => sameAddress(address, draft));
  const isNew = inBook === undefined;

  return {
    draft,
    field,
    register: form.register,
    inBook,
    takeAddress: (address: Address | undefined) => {
      const next = address ? toDraft(address) : EMPTY_ADDRESS;
      for (const [name, value] of Object.entries(next) as [keyof AddressDraft, string][])
        form.setValue(name, value, { shouldValidate: address !== undefined });
    },
    keep,
    setKeep,
    isContactDone: !valid.email,
    isAddressDone: FIELDS.every((name) => name === 'email' || !valid[name]),
    quote,
    quoteResult,
    isQuoteAwaited: isAsked && quoteResult.isPending,
    attempt: refused.attempt,
    summary,
    goneItems,
    unpaid,
    changes,
    problem,
    isPlacing: form.formState.isSubmitting || place.isPending,
    submit: (event: FormEvent) =>
      void form.handleSubmit(submit, (found) => refuse(FIELDS.filter((name) => found[name])))(event),
  };
}

/** The price of what has been typed, once it rests. */
function useQuote(draftText: string, cartVersion: number, isPlaced: boolean) {
  const body = toQuoteBody(readDraft(JSON.parse(useSettled(draftText, 350))));
  const result = useQuery(quoteQuery(isPlaced ? undefined : body, cartVersion));
  // The last price stays in view, dimmed, while the next one is being worked out.
  const [lastQuote, setLastQuote] = useState<Quote>();
  useEffect(() => {
    if (result.data) setLastQuote(result.data);
  }, [result.data]);
  const quote = result.data ?? (body ? lastQuote : undefined);
  return { quote, result, isAsked: body !== undefined };
}
