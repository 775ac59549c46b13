create index jobs_to_prune on jobs (expires_at) where pruned_at is null;
