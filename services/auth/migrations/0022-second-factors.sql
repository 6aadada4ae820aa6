create table totp_credentials (
  user_id uuid primary key references users (id) on delete cascade,
  -- AES-256-GCM, bound to the user.
  sealed_secret bytea not null,
  -- Null until a code has shown that the app has the secret.
  confirmed_at timestamptz,
  -- Of the last code that was taken; it and older ones are taken no more.
  last_step bigint,
  created_at timestamptz not null default now()
);

create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (user_id, code_hash)
);

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  credential_id bytea not null unique,
  -- COSE.
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  -- The key can leave the device that made it.
  is_synced boolean not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id);

create table passkey_challenges (
  challenge_hash bytea primary key,
  purpose text not null check (purpose in ('registration', 'log-in', 'second-factor', 'reauthentication')),
  -- The session or the log-in that it was made for; null where nobody is known yet.
  bound_to text,
  expires_at timestamptz not null
);
create index passkey_challenges_expiry on passkey_challenges (expires_at);
