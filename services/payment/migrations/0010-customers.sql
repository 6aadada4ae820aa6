-- Under which name the provider knows a user whose cards it keeps. Nothing of a card is kept here.
create table customers (
  user_id uuid primary key,
  provider_id text not null unique,
  created_at timestamptz not null default now(),
  -- The account is gone: the provider is to forget it too.
  forget_at timestamptz
);
create index customers_to_forget on customers (forget_at) where forget_at is not null;
