#!/bin/sh
# Brings Temporal's two databases to the schema of this version. Does nothing when they have it.
# The connection comes from SQL_HOST, SQL_USER and so on; the databases exist already (deploy/postgres/init.sh).
set -eu

versions=/etc/temporal/schema/postgresql/v12

temporal-sql-tool --db temporal setup-schema -v 0.0
temporal-sql-tool --db temporal update-schema -d "$versions/temporal/versioned"

temporal-sql-tool --db temporal_visibility setup-schema -v 0.0
temporal-sql-tool --db temporal_visibility update-schema -d "$versions/visibility/versioned"
