-- What happened to an account's ways in, for its owner to read. Rows are added and never changed; they go with the account.
create table account_events (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  kind text not null,
  -- Which passkey, which provider, how. No secrets.
  detail text,
  session_id uuid,
  -- As sessions tell them: what the browser says it is, and of an address only the network.
  device text not null,
  network text not null,
  at timestamptz not null default clock_timestamp()
);
create index account_events_user on account_events (user_id, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name;
end
$$;
-- At depth 0 somebody asks for it; deeper, it follows from the end of the account.
create trigger account_events_stay before update or delete on account_events
  for each row when (pg_trigger_depth() = 0) execute function refuse_change();
