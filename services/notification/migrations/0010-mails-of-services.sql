alter table deliveries
  -- Its text is forgotten once it is sent.
  add column secret boolean not null default false,
  -- Not sent after.
  add column expires_at timestamptz;
