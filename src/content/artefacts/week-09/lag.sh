#!/usr/bin/env bash
# Makes a replica apply every commit late: ./lag.sh 3s "psql --host … " (0 switches it off).
# The WAL still arrives at once, so the delay is in applying, where a reader notices it.
set -eu
delay=${1:?the delay, such as 3s or 0}
psql=${2:-docker compose exec shard-a-replica psql --username postgres}
$psql --command "alter system set recovery_min_apply_delay = '$delay'" --command "select pg_reload_conf()"
