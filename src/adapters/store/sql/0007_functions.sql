-- Which definition of each function the database has: the hash of its file, and the version of the program that ran it.
create table sql_functions (
  name text primary key,
  hash text not null,
  version text not null
);
