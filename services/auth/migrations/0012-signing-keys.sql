-- The ring of keys that access tokens are signed with: the one whose time has come signs, the next one is published before
-- that, and the ones before stay published until no token of theirs lives.
create table signing_keys (
  kid text primary key,
  public_jwk jsonb not null,
  -- The private half, encrypted; gone when it will not sign any more.
  sealed bytea,
  signs_from timestamptz not null,
  created_at timestamptz not null default now()
);
