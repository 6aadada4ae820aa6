-- What users said of mails that can be turned on and off; of who said nothing the kind's own default counts.
create table mail_preferences (
  user_id uuid not null,
  kind text not null check (kind in ('deliveries', 'offers')),
  enabled boolean not null,
  changed_at timestamptz not null default now(),
  primary key (user_id, kind)
);
