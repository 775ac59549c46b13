-- `attempts` counted both, so that each ate the other's bound. What it has counted of a job that runs holds for both, so
-- that no page is asked for more often than was promised. Workers of the version before still count in `attempts` while
-- they are being replaced; the version after this one drops it.
alter table pages add column crashes smallint not null default 0, add column retries smallint not null default 0;

update pages set crashes = attempts, retries = attempts
where attempts > 0 and state = 'waiting'
  and job_id in (select id from jobs where state in ('queued', 'running', 'cancelling'));
