-- Units of an order's line that are its no more: cancelled before they were packed, or back on the shelf.
alter table reservation_lines
  add column given_back integer not null default 0,
  add constraint given_back_within_quantity check (given_back between 0 and quantity);
