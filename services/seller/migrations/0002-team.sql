-- A member who left stays as a row, so that what is told of them goes on counting up.
alter table store_members
  add column email text,
  add column name text,
  add column removed_at timestamptz;
-- An access token speaks for one store.
create unique index store_members_one_store on store_members (user_id) where removed_at is null;
drop index store_members_user;

-- Numbers what is told of memberships, over all stores: a user may leave one and join another.
create sequence membership_changes start 2;

create table store_invitations (
  id uuid primary key,
  store_id uuid not null references stores (id),
  email text not null,
  role text not null check (role in ('owner', 'manager', 'fulfilment', 'finance')),
  invited_by uuid not null,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  unique (store_id, email)
);
create index store_invitations_email on store_invitations (email);
