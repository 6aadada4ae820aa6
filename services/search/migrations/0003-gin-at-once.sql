-- What was written last lay in a list that every search read from end to end, until a vacuum came by.
alter index documents_vector set (fastupdate = off);
alter index documents_categories set (fastupdate = off);
alter index documents_sellers set (fastupdate = off);
select gin_clean_pending_list('documents_vector'), gin_clean_pending_list('documents_categories'),
       gin_clean_pending_list('documents_sellers');
