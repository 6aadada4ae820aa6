create table stores (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  about text not null default '',
  city text not null default '',
  status text not null default 'open' check (status in ('open', 'closed')),
  rating_average numeric(3, 2) not null default 0,
  rating_count integer not null default 0,
  version bigint not null default 1,
  joined_at timestamptz not null default now()
);

create table store_members (
  store_id uuid not null references stores (id),
  user_id uuid not null,
  role text not null check (role in ('owner', 'manager', 'fulfilment', 'finance')),
  added_at timestamptz not null default now(),
  primary key (store_id, user_id)
);
create index store_members_user on store_members (user_id);
