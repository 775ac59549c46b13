-- How often in a row Temporal could not be told of a schedule, and when it is tried again.
alter table schedules add column failures smallint not null default 0, add column retry_at timestamptz;
