-- Users whose accounts are gone. What they ordered stays, without a name, as soon as it is finished.
create table erased_users (
  user_id uuid primary key,
  erased_at timestamptz not null default now(),
  -- Null while an order of theirs is on its way.
  finished_at timestamptz
);
create index erased_users_open on erased_users (erased_at) where finished_at is null;
