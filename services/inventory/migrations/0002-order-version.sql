-- Version of the order when it was cancelled. Word of its confirmation may come after that; it is older, and takes
-- no units for an order that has ended.
alter table reservations add column cancelled_at_version bigint;
