-- What a store says of itself, and how many reviews give it each number of stars.
alter table stores
  add column returns_policy text not null default '',
  add column dispatch_policy text not null default '',
  add column rating_histogram integer[] not null default '{0,0,0,0,0}' check (cardinality(rating_histogram) = 5);

-- Which parcel reached which account: that gives the right to say something of its seller.
create table deliveries (
  seller_order_id uuid primary key,
  order_id uuid not null,
  store_id uuid not null,
  user_id uuid not null,
  delivered_at timestamptz not null
);
create index deliveries_user on deliveries (user_id, delivered_at desc, seller_order_id desc);

create table store_reviews (
  -- UUIDv7: in the order of their ids they are in that of time.
  id uuid primary key,
  store_id uuid not null references stores (id),
  -- Null where the review came from elsewhere.
  seller_order_id uuid unique,
  -- Null of an account that is gone, too.
  author_id uuid,
  author_name text not null,
  stars smallint not null check (stars between 1 and 5),
  body text not null,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  -- Hidden by the staff, and why: seen by its author and the staff only, counted for no rating.
  hidden_reason text,
  reply text,
  replied_at timestamptz,
  check ((reply is null) = (replied_at is null))
);
create index store_reviews_shown on store_reviews (store_id, id desc) where hidden_reason is null;
create index store_reviews_author on store_reviews (author_id) where author_id is not null;

create table store_reports (
  id uuid primary key,
  store_id uuid not null references stores (id),
  -- Null of an account that is gone.
  reporter_id uuid,
  reason text not null check (reason in ('counterfeit', 'misleading', 'prohibited', 'abusive', 'other')),
  body text not null,
  reported_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  check ((resolved_at is null) = (resolved_by is null) and (resolved_at is null) = (resolution is null))
);
-- Who said it once need not say it again until somebody has looked at it.
create unique index store_reports_open on store_reports (store_id, reporter_id) where resolved_at is null;
create index store_reports_reporter on store_reports (reporter_id, reported_at);
create index store_reports_resolved on store_reports (id desc) where resolved_at is not null;
