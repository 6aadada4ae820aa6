-- For who wants to be forgotten.
create index payments_email on payments (lower(email));
