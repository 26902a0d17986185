#!/usr/bin/env bash
# Clones the primary on the first start, then runs as its standby.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  until pg_basebackup --host "$PRIMARY" --port "${PRIMARY_PORT:-5432}" --username replicator \
    --pgdata "$PGDATA" --checkpoint=fast --wal-method=stream --write-recovery-conf; do
    sleep 1
  done
  chmod 0700 "$PGDATA"
fi
exec postgres
