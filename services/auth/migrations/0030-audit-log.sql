-- What people did by a right that others do not have, told by the service where they did it. Rows are added, never changed.
create table audit_log (
  act_id uuid primary key,
  at timestamptz not null,
  -- Who really did it: the member of staff, also where they acted as somebody else.
  actor_id uuid not null,
  actor_email citext not null,
  staff_role text,
  impersonating uuid,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  reason text,
  address text not null,
  request_id text not null
);
create index audit_log_at on audit_log (at desc, act_id desc);
create index audit_log_actor on audit_log (actor_email, at desc, act_id desc);
create index audit_log_subject on audit_log (subject_id, at desc, act_id desc);
create index audit_log_action on audit_log (action text_pattern_ops, at desc, act_id desc);

create function audit_log_stands() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log takes new rows only';
end $$;
create trigger audit_log_rows_stand before update or delete on audit_log
  for each row execute function audit_log_stands();
create trigger audit_log_stands before truncate on audit_log
  for each statement execute function audit_log_stands();
