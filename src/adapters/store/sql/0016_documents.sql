-- Pages that a job keeps whole are numbered in the order in which they ended, from 1: so a reader can go on where it was
-- while the job runs.
alter table pages add column document_no integer;

create index pages_documents on pages (job_id, document_no) where document_no is not null;
