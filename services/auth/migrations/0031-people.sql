alter table users
  -- By staff: no log-in until it is enabled again.
  add column disabled_at timestamptz,
  add column disabled_reason text;
-- The list of customers, newest first, and its search by the beginning of a name or an address.
create index users_newest on users (created_at desc, id desc);
create index users_email_start on users (lower(email::text) text_pattern_ops);
create index users_name_start on users (lower(name) text_pattern_ops);
create index users_staff on users (staff_role) where staff_role is not null;

create table addresses (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  address jsonb not null,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index addresses_user on addresses (user_id, id);
create unique index addresses_one_default on addresses (user_id) where is_default;
