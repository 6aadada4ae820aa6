-- E-mails to send, each once an event and recipient.
create table deliveries (
  id uuid primary key,
  dedupe_key text not null unique,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  status text not null default 'pending' check (status in ('pending', 'sent', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index deliveries_due on deliveries (next_attempt_at) where status = 'pending';

create table inbox_messages (
  id uuid primary key,
  dedupe_key text not null unique,
  -- 'user:<id>' or 'seller:<id>': every member of a store sees the store's messages.
  recipient text not null,
  title text not null,
  body text not null,
  link text,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
create index inbox_messages_recipient on inbox_messages (recipient, id desc);
create index inbox_messages_unread on inbox_messages (recipient) where read_at is null;
