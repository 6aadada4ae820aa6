-- Events committed together with the rows they tell of. A relay publishes and removes them.
create table outbox (
  id uuid primary key,
  type text not null,
  envelope text not null,
  -- A relay's lease: another one leaves the row alone until then.
  claimed_until timestamptz,
  -- Set where the broker forgets: the row stays until every queue has been seen empty after it.
  published_at timestamptz
);
create index outbox_unpublished on outbox (id) where published_at is null;
create index outbox_published on outbox (published_at) where published_at is not null;

-- Events whose effect is committed; a second delivery finds its row here.
create table inbox (
  event_id uuid primary key,
  type text not null,
  outcome text not null check (outcome in ('handled', 'rejected')),
  reason text,
  received_at timestamptz not null default now()
);
create index inbox_received_at on inbox (received_at);

create table idempotency_keys (
  scope text not null,
  key text not null,
  request_hash text not null,
  locked_until timestamptz not null,
  status smallint,
  response text,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);
