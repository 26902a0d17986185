#!/bin/sh
# The host in a minute: utilization, saturation and errors, from what every Linux has. Reads only.
set -u
show() { printf '\n== %s\n' "$1"; }
show 'load: 1, 5, 15 minutes; runnable/all'; cat /proc/loadavg
show 'pressure: share of time in which work waited'; head -n 1 /proc/pressure/cpu /proc/pressure/io /proc/pressure/memory 2>/dev/null
show 'processor: user nice system idle iowait irq softirq steal'; head -n 1 /proc/stat
show 'memory in kB: what is available counts page cache'; grep -E '^(MemTotal|MemAvailable|Cached|SwapFree):' /proc/meminfo
show 'sockets: in use, TIME_WAIT'; head -n 2 /proc/net/sockstat
show 'throttling of this cgroup'; grep -hE 'nr_periods|nr_throttled|throttled_usec' /sys/fs/cgroup/cpu.stat 2>/dev/null || echo 'no cpu.stat here'
