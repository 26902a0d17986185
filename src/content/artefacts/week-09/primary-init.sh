#!/usr/bin/env bash
# Runs once, when the data directory of a primary is made: a role that may stream, and from where.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$REPLICATOR_PASSWORD" <<'SQL'
create role replicator with replication login password :'password';
SQL
# "all" in pg_hba.conf does not cover replication connections: they need a line of their own.
echo "host replication replicator all scram-sha-256" >> "$PGDATA/pg_hba.conf"
