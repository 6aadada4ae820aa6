create extension if not exists citext;

create table users (
  id uuid primary key,
  email citext not null unique,
  name text not null,
  password_hash text not null,
  roles text[] not null default array['customer']::text[],
  -- The store this user acts for; told by the seller service.
  seller_id uuid,
  version bigint not null default 1,
  created_at timestamptz not null default now()
);

-- A family is one log-in; each refresh replaces the token with a new one of the same family.
create table refresh_tokens (
  id uuid primary key,
  family_id uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index refresh_tokens_family on refresh_tokens (family_id);
create index refresh_tokens_user on refresh_tokens (user_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);
