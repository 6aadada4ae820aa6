-- Who logs in at a provider or by a passkey alone has no password.
alter table users alter column password_hash drop not null;
alter table registrations
  alter column password_hash drop not null,
  -- An account at a provider that has not verified the address: it is linked when the address is proven.
  add column identity jsonb;

-- Accounts at OpenID providers. Known by issuer and subject, and by nothing else: an address there can change hands.
create table identities (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- As the configuration names it.
  provider text not null,
  issuer text not null,
  subject text not null,
  -- As the provider told it at the link, for the owner to tell one from another.
  email text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  unique (issuer, subject)
);
create index identities_user on identities (user_id);

-- A browser that is on its way to a provider and back. What the provider is shown is worked out of the secret in the
-- browser's cookie.
create table provider_visits (
  secret_hash bytea primary key,
  provider text not null,
  purpose text not null check (purpose in ('log-in', 'link', 'reauthentication')),
  -- Of who asked to link or to prove themselves again.
  session_id uuid,
  expires_at timestamptz not null
);
create index provider_visits_expiry on provider_visits (expires_at);
