-- Rows of jobs whose results are gone are dropped in the order in which they were pruned. By `expires_at` each pass read all of
-- them where many had been pruned at once, as after a shorter retention or a long stop.
create index jobs_pruned on jobs (pruned_at) where pruned_at is not null;
