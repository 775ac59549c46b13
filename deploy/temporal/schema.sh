#!/bin/sh
# Brings Temporal's two databases to the schema of this version. Does nothing when they have it.
# The schemas are inside the tool. The connection comes from SQL_HOST, SQL_USER and so on; the databases exist already
# (deploy/postgres/init.sh).
set -eu

temporal-sql-tool --db temporal setup-schema -v 0.0
temporal-sql-tool --db temporal update-schema --schema-name postgresql/v12/temporal

temporal-sql-tool --db temporal_visibility setup-schema -v 0.0
temporal-sql-tool --db temporal_visibility update-schema --schema-name postgresql/v12/visibility
