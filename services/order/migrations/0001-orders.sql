create table quotes (
  id uuid primary key,
  -- 'user:<id>' or 'guest:<hash>': only its owner can turn a quote into an order.
  owner text not null,
  cart_id uuid not null,
  user_id uuid,
  email text not null,
  address jsonb not null,
  shipping text not null,
  -- The parts a seller, with their lines and amounts, as they were shown.
  parts jsonb not null,
  total bigint not null,
  currency text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index quotes_expires_at on quotes (expires_at);

create table orders (
  id uuid primary key,
  number text not null unique,
  -- One order a quote, whoever asks how often.
  quote_id uuid not null unique,
  cart_id uuid not null,
  user_id uuid,
  email text not null,
  buyer_name text not null,
  address jsonb not null,
  status text not null check (status in ('placed', 'pending_payment', 'confirmed', 'cancelled')),
  payment_status text not null default 'none'
    check (payment_status in ('none', 'pending', 'succeeded', 'failed', 'refunding', 'refunded')),
  currency text not null,
  subtotal bigint not null check (subtotal >= 0),
  shipping bigint not null check (shipping >= 0),
  tax bigint not null check (tax >= 0),
  discount bigint not null check (discount >= 0),
  total bigint not null check (total >= 0),
  pay_by timestamptz not null,
  cancellation_reason text,
  version bigint not null default 1,
  placed_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index orders_user on orders (user_id, placed_at desc, id desc);
create index orders_placed_at on orders (placed_at desc, id desc);
create index orders_status on orders (status, placed_at desc, id desc);
create index orders_email on orders (lower(email));
create index orders_stuck on orders (pay_by) where status in ('placed', 'pending_payment');

create table seller_orders (
  id uuid primary key,
  order_id uuid not null references orders (id),
  number text not null unique,
  seller_id uuid not null,
  seller_name text not null,
  status text not null
    check (status in ('awaiting_payment', 'to_pack', 'packed', 'shipped', 'delivered', 'cancelled')),
  subtotal bigint not null,
  shipping bigint not null,
  tax bigint not null,
  discount bigint not null,
  total bigint not null,
  carrier text,
  tracking_number text,
  dispatch_by date not null,
  deliver_by date not null,
  placed_at timestamptz not null default now()
);
create index seller_orders_order on seller_orders (order_id);
create index seller_orders_seller on seller_orders (seller_id, status, placed_at desc, id desc);

-- What was bought at which price: written once, never changed.
create table order_lines (
  seller_order_id uuid not null references seller_orders (id),
  position smallint not null,
  offer_id uuid not null,
  product_id uuid not null,
  product_slug text not null,
  sku text not null,
  title text not null,
  options jsonb not null,
  image_url text not null,
  quantity integer not null check (quantity > 0),
  unit_price bigint not null check (unit_price >= 0),
  line_total bigint not null check (line_total >= 0),
  tax bigint not null check (tax >= 0),
  primary key (seller_order_id, position)
);

create table timeline (
  id uuid primary key,
  order_id uuid not null references orders (id),
  seller_order_id uuid references seller_orders (id),
  kind text not null,
  text text not null,
  at timestamptz not null
);
create index timeline_order on timeline (order_id, id);
