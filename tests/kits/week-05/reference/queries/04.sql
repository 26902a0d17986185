SELECT region, status, count(*) AS orders, sum(total_cents) AS cents FROM orders GROUP BY region, status ORDER BY region, status;
