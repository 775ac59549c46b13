#!/bin/sh
# Runs once, when the database folder is created: Temporal and Holdfast get a role and databases of their own.
set -eu

psql --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" --username postgres --dbname postgres <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;

CREATE ROLE holdfast LOGIN PASSWORD :'password';
CREATE DATABASE holdfast OWNER holdfast;

-- By default every role may connect everywhere.
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, holdfast FROM PUBLIC;
SQL
