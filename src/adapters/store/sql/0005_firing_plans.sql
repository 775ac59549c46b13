alter table schedules add column renew_at timestamptz, add column zone_data text;

update schedules set version = version + 1;
