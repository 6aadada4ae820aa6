-- An index for each order in which a shelf is read without words: a page is its first rows, however long the shelf.
drop index documents_rating;
drop index documents_relevance;
create index documents_rating on documents (
  (((rating_average * rating_count + 35) / (rating_count + 10))::double precision) desc, product_id desc
);
create index documents_relevance on documents (
  ((case when in_stock then 1000000 else 0 end + rating_count)::bigint) desc, product_id desc
);
create index documents_discount on documents (
  (case when list_price > price then (list_price - price)::double precision / list_price else 0 end) desc,
  product_id desc
);
