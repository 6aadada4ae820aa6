-- Where people are reached, as auth told; the newest telling stands.
create table people (
  user_id uuid primary key,
  email text not null,
  name text not null,
  sequence bigint not null
);

-- Who acts for which store, as the seller service told; null for who acts for none any more.
create table store_members (
  user_id uuid primary key,
  store_id uuid,
  role text,
  sequence bigint not null
);
create index store_members_store on store_members (store_id);
