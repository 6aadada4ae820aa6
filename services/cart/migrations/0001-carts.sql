create table carts (
  id uuid primary key,
  -- 'user:<id>' or 'guest:<hash of the cookie>': whose cart it is, and the only way to it.
  owner text not null unique,
  version bigint not null default 1,
  updated_at timestamptz not null default now()
);
create index carts_updated_at on carts (updated_at);

create table cart_items (
  cart_id uuid not null references carts (id) on delete cascade,
  offer_id uuid not null,
  quantity integer not null check (quantity between 1 and 20),
  -- What a unit cost when it was put in, so that the buyer is told of a change.
  price_amount bigint not null,
  price_currency text not null,
  added_at timestamptz not null default now(),
  primary key (cart_id, offer_id)
);
