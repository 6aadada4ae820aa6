-- For who asks what is kept about them, or wants it gone.
create index deliveries_recipient on deliveries (lower(recipient));
