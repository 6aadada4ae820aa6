-- One row a user: who adds to a wishlist holds it, so that its limit survives a race.
create table wishlists (
  user_id uuid primary key,
  version bigint not null default 1
);

create table wishes (
  user_id uuid not null references wishlists (user_id) on delete cascade,
  product_id uuid not null,
  -- The best price when it was saved, so that the buyer is told of a change.
  price_amount bigint not null,
  price_currency text not null,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (user_id, product_id)
);
create index wishes_newest on wishes (user_id, saved_at desc, product_id desc);
