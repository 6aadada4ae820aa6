alter table seller_orders
  add column delivered_at timestamptz,
  -- Until when its items may be sent back. Written at the delivery: another policy later does not reach back.
  add column return_by timestamptz;

update seller_orders s
set delivered_at = delivery.at, return_by = delivery.at + interval '30 days'
from (select seller_order_id, min(at) as at from timeline where kind = 'delivered' group by 1) delivery
where delivery.seller_order_id = s.id and s.status = 'delivered';

create table returns (
  id uuid primary key,
  number text not null unique,
  order_id uuid not null references orders (id),
  seller_order_id uuid not null references seller_orders (id),
  seller_id uuid not null,
  -- The Idempotency-Key it was asked for under: the same again after a crash finds it.
  request_key text not null,
  reason text not null,
  comment text not null,
  -- Which units: [{ position, units }].
  takes jsonb not null,
  -- As it was shown; when it is settled, as it was settled.
  refund jsonb not null,
  status text not null check (
    status in ('requested', 'approved', 'refused', 'shipped_back', 'received', 'refunded', 'withdrawn')
  ),
  -- The rest of the state, by its status.
  state jsonb not null,
  -- Until when the next step is to be done, or a rule does it.
  due_at timestamptz,
  refund_id uuid unique,
  requested_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (order_id, request_key)
);
create index returns_seller on returns (seller_id, requested_at desc, id desc);
create index returns_requested_at on returns (requested_at desc, id desc);
create index returns_due on returns (due_at) where due_at is not null;

-- The units that are in a return: none is in two. What is refused or withdrawn sets its units free.
create table return_units (
  seller_order_id uuid not null references seller_orders (id),
  position smallint not null,
  unit smallint not null,
  return_id uuid not null references returns (id),
  primary key (seller_order_id, position, unit)
);
create index return_units_return on return_units (return_id);
