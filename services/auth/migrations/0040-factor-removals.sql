-- Second factors that staff take off an account whose owner lost them. One at a time and account; the row goes when it is
-- carried out or cancelled, the audit log and the account's history keep both.
create table factor_removals (
  user_id uuid primary key references users (id) on delete cascade,
  -- The member of staff as of then, with address and request: for the audit log, when it is carried out.
  ordered_by jsonb not null,
  reason text not null,
  ordered_at timestamptz not null default now(),
  -- Until then the owner can cancel it.
  takes_effect_at timestamptz not null
);
create index factor_removals_due on factor_removals (takes_effect_at);
