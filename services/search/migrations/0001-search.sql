create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- A product as the storefront's lists show it: one row, so that a page of 24 cards is one query.
create table documents (
  product_id uuid primary key,
  version bigint not null,
  slug text not null,
  title text not null,
  brand text,
  -- Ids from the root to the product's own category.
  categories text[] not null,
  image_url text not null,
  offer_id uuid not null,
  price bigint not null,
  list_price bigint,
  currency text not null,
  seller_name text not null,
  sellers text[] not null,
  offer_count integer not null,
  variant_count integer not null,
  rating_average real not null,
  rating_count integer not null,
  in_stock boolean not null,
  dispatch_days integer not null,
  listed_at timestamptz not null,
  vector tsvector not null
);
create index documents_vector on documents using gin (vector);
create index documents_categories on documents using gin (categories);
create index documents_sellers on documents using gin (sellers);
create index documents_newest on documents (listed_at desc, product_id desc);
create index documents_price on documents (price, product_id);
create index documents_rating on documents (rating_average desc, product_id desc);
create index documents_relevance on documents (in_stock desc, rating_count desc, product_id desc);

-- Withdrawn products keep their version, so that an older event cannot bring them back.
create table withdrawn (product_id uuid primary key, version bigint not null);

create table category_names (id text primary key, name text not null);
create index category_names_trgm on category_names using gin (name gin_trgm_ops);
create table brand_names (name text primary key);
create index brand_names_trgm on brand_names using gin (name gin_trgm_ops);

-- Words of titles: what a misspelt query is corrected to.
create table lexicon (word text primary key);
create index lexicon_trgm on lexicon using gin (word gin_trgm_ops);
