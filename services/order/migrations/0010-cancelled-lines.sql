-- Units that were cancelled before they were packed: the only thing of a line that ever changes.
alter table order_lines
  add column cancelled integer not null default 0,
  add constraint cancelled_within_quantity check (cancelled between 0 and quantity);

-- What went back of a part, or is on its way. More than was paid for it can never be promised.
alter table seller_orders
  add column given_back bigint not null default 0,
  add constraint given_back_within_total check (given_back between 0 and total);

-- Where the whole payment goes back, every part does.
update seller_orders s set given_back = s.total
from orders o where o.id = s.order_id and o.payment_status in ('refunding', 'refunded');

create table cancellations (
  id uuid primary key,
  order_id uuid not null references orders (id),
  -- The Idempotency-Key it was asked for under: the same again after a crash finds what was done.
  request_key text not null,
  reason text not null,
  refund jsonb not null,
  at timestamptz not null default now(),
  unique (order_id, request_key)
);
