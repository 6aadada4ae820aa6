create table payments (
  id uuid primary key,
  -- One payment an order: a repetition finds it.
  order_id uuid not null unique,
  order_number text not null,
  email text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'cancelled')),
  intent_id text unique,
  client_secret text,
  refunded bigint not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  succeeded_at timestamptz,
  -- When the provider was last asked how the payment stands.
  reconciled_at timestamptz not null default now(),
  constraint refunds_within_payment check (refunded between 0 and amount)
);
create index payments_open on payments (reconciled_at) where status = 'pending';

-- The provider's events, verified, each once.
create table webhook_events (
  id text primary key,
  type text not null,
  outcome text not null,
  received_at timestamptz not null default now()
);

create table refunds (
  id uuid primary key,
  payment_id uuid not null references payments (id),
  -- Null: all that is left when it is carried out.
  requested_amount bigint check (requested_amount > 0),
  amount bigint,
  reason text not null,
  status text not null default 'requested' check (status in ('requested', 'succeeded', 'refused')),
  provider_id text,
  failure text,
  created_at timestamptz not null default now(),
  settled_at timestamptz
);
create index refunds_open on refunds (created_at) where status = 'requested';

-- Double entry: the entries of a transaction add up to zero. Positive is debit, negative credit. Never updated.
create table ledger_entries (
  id uuid primary key,
  transaction_id uuid not null,
  account text not null,
  amount bigint not null check (amount <> 0),
  currency text not null,
  payment_id uuid not null references payments (id),
  note text not null,
  at timestamptz not null default now()
);
create index ledger_entries_transaction on ledger_entries (transaction_id);
create index ledger_entries_payment on ledger_entries (payment_id);

create function ledger_transaction_balances() returns trigger language plpgsql as $$
begin
  if (select sum(amount) from ledger_entries where transaction_id = new.transaction_id) <> 0 then
    raise exception 'ledger transaction % does not balance', new.transaction_id;
  end if;
  return null;
end $$;
create constraint trigger ledger_balances after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_transaction_balances();
