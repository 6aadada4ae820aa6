-- Accounts of before keep a null: nobody ever showed that they read the address.
alter table users add column email_verified_at timestamptz;

-- Sign-ups whose address is not proven yet. An account comes into being with the proof, so an address cannot be taken by
-- somebody who does not read it, and a registration says nothing of whether there is one already.
create table registrations (
  id uuid primary key,
  -- SHA-256 of what the browser that registered keeps in a cookie.
  browser_hash bytea not null unique,
  email citext not null,
  name text not null,
  password_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index registrations_email on registrations (email);
create index registrations_expiry on registrations (expires_at);

-- What a mail's link or code proves; one of a kind and subject at a time, so that a new one voids the older. The secret
-- itself is nowhere: it is worked out of the nonce and a key of the configuration when the mail is handed over.
create table email_links (
  purpose text not null,
  -- The registration, or the user.
  subject_id uuid not null,
  email citext not null,
  nonce bytea not null unique,
  token_hash bytea not null unique,
  failed_attempts integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (purpose, subject_id)
);
create index email_links_expiry on email_links (expires_at);

-- Mails that the notification service is to send; kept until it has them.
create table mail_requests (
  id uuid primary key,
  kind text not null,
  recipient citext not null,
  -- What the words need, e.g. a name. No secrets.
  details jsonb not null default '{}'::jsonb,
  -- Of the link in it; gone or replaced, the mail is not sent.
  link_nonce bytea,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index mail_requests_due on mail_requests (next_attempt_at);

-- How many mails an address got that anybody can ask for.
create table mail_allowances (
  address citext primary key,
  used integer not null,
  since timestamptz not null
);
