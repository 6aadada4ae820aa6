-- One row a day and scope: the marketplace as a whole, or one seller.
create table daily_figures (
  day date not null,
  -- 'all' or 'seller:<id>'.
  scope text not null,
  orders_placed integer not null default 0,
  orders_confirmed integer not null default 0,
  orders_cancelled integer not null default 0,
  revenue bigint not null default 0,
  primary key (scope, day)
);
