-- Counts changes of what an account logs in with: a log-in that was proven by what held before opens no session.
alter table users add column credentials_epoch integer not null default 0;
-- How dates and numbers are written for the user; that of the marketplace where it is null.
alter table users add column locale text;

-- One log-in on one device; its id is that of the family of refresh tokens.
create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- As the user agent tells it, e.g. 'Firefox on Windows'.
  device text not null,
  -- Where it was last used from; of an address only the network.
  network text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  ended_at timestamptz
);
create index sessions_user on sessions (user_id) where ended_at is null;
create index sessions_last_used on sessions (last_used_at);
insert into sessions (id, user_id, device, network, created_at, last_used_at)
select family_id, user_id, 'Unknown device', '', min(created_at), max(created_at)
from refresh_tokens
where revoked_at is null and expires_at > now()
group by family_id, user_id;

-- Guesses in a row, by what they are aimed at: an address (there may be no account), a known device of an account, or
-- the password of somebody who is logged in. Counted before the guess is looked at.
create table guesses (
  target bytea primary key,
  failures integer not null,
  closed_until timestamptz,
  updated_at timestamptz not null default now()
);
create index guesses_age on guesses (updated_at);
