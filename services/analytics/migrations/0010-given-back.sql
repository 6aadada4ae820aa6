-- What went back to buyers, on the day on which it was decided; revenue stays what was sold.
alter table daily_figures add column given_back bigint not null default 0;
