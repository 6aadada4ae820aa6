alter table users
  add column seller_role text check (seller_role in ('owner', 'manager', 'fulfilment', 'finance')),
  add column staff_role text check (staff_role in ('super', 'support', 'catalogue', 'finance', 'analyst')),
  -- Of what the seller service told last: what comes late changes nothing.
  add column membership_sequence bigint not null default 0;
update users set seller_role = 'owner' where seller_id is not null;
update users set staff_role = 'super' where 'admin' = any (roles);

-- What access tokens are refused for before they expire; every verifier keeps a copy.
create table revocations (
  cursor bigint generated always as identity primary key,
  kind text not null check (kind in ('session', 'user')),
  id uuid not null,
  -- Of the statement, not of its transaction: nothing signed before may pass for newer.
  revoked_at timestamptz not null default clock_timestamp()
);
create index revocations_time on revocations (revoked_at);
