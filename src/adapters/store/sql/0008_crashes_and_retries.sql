-- The column `attempts` counted crashes and polite retries together, so a page that had some of one was given up early for
-- the other. What it has counted for a running job is kept in both new columns, so that no page is asked for more often
-- than was promised. Workers of the version before still count in `attempts` while
-- they are being replaced; the version after this one drops it.
alter table pages add column crashes smallint not null default 0, add column retries smallint not null default 0;

update pages set crashes = attempts, retries = attempts
where attempts > 0 and state = 'waiting'
  and job_id in (select id from jobs where state in ('queued', 'running', 'cancelling'));
