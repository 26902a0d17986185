-- The ten statements that cost most in all, with their share of the total.
SELECT round((100 * total_exec_time / sum(total_exec_time) OVER ())::numeric, 1) AS percent,
       round(total_exec_time::numeric) AS total_ms,
       calls,
       round(mean_exec_time::numeric, 2) AS mean_ms,
       left(query, 60) AS query
FROM pg_stat_statements
ORDER BY total_exec_time DESC
LIMIT 10;
