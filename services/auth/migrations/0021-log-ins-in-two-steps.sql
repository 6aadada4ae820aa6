alter table sessions
  -- How the user proved who they are (RFC 8176).
  add column amr text[] not null default array['pwd'],
  -- When they last did; null for sessions of before, and for those that an instance of before opens.
  add column auth_time timestamptz;

-- Between a right password and the second step. One log-in, few tries, used once.
create table login_challenges (
  token_hash bytea primary key,
  kind text not null check (kind in ('second-factor', 'link')),
  user_id uuid not null references users (id) on delete cascade,
  -- Of the account when the first step was right: another password since then, and it was for nothing.
  credentials_epoch integer not null,
  -- What was proven so far.
  amr text[] not null,
  -- An account at a provider that is to be linked when the log-in is through.
  identity jsonb,
  attempts smallint not null default 0,
  expires_at timestamptz not null
);
create index login_challenges_expiry on login_challenges (expires_at);
create index login_challenges_user on login_challenges (user_id);
