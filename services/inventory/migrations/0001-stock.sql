create table stock (
  offer_id uuid primary key,
  product_id uuid not null,
  seller_id uuid not null,
  sku text not null,
  title text not null,
  initial integer not null check (initial >= 0),
  restocked integer not null default 0 check (restocked >= 0),
  written_off integer not null default 0 check (written_off >= 0),
  available integer not null check (available >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  sold integer not null default 0 check (sold >= 0),
  low_stock_at integer not null default 5,
  version bigint not null default 1,
  -- No unit appears or disappears: whatever a bug does, the database refuses to lose count.
  constraint stock_adds_up check (initial + restocked - written_off = available + reserved + sold)
);
create index stock_seller on stock (seller_id, offer_id);

-- One an order. A closed one stays, so that a late reservation of a cancelled order is refused.
create table reservations (
  order_id uuid primary key,
  status text not null check (status in ('reserved', 'committed', 'released', 'returned')),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index reservations_lapsing on reservations (expires_at) where status = 'reserved';

create table reservation_lines (
  order_id uuid not null references reservations (order_id),
  offer_id uuid not null references stock (offer_id),
  quantity integer not null check (quantity > 0),
  primary key (order_id, offer_id)
);
create index reservation_lines_offer on reservation_lines (offer_id);

-- The ledger: every change of a stock, never updated.
create table movements (
  id uuid primary key,
  offer_id uuid not null references stock (offer_id),
  kind text not null check (kind in ('opened', 'restocked', 'written_off', 'reserved', 'released', 'sold', 'returned')),
  quantity integer not null check (quantity > 0),
  order_id uuid,
  note text,
  at timestamptz not null default now()
);
create index movements_offer on movements (offer_id, id);
