WITH bounds AS (
  SELECT min(placed_at AT TIME ZONE 'UTC')::date AS first, max(placed_at AT TIME ZONE 'UTC')::date AS last FROM orders
), daily AS (
  SELECT (placed_at AT TIME ZONE 'UTC')::date AS day, sum(total_cents) AS cents
  FROM orders WHERE status IN ('CONFIRMED', 'PAID', 'SHIPPED') GROUP BY 1
)
SELECT d.day::date AS day, coalesce(r.cents, 0) AS revenue_cents,
       round(avg(coalesce(r.cents, 0)) OVER (ORDER BY d.day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)) AS average_cents
FROM bounds, generate_series(bounds.first, bounds.last, interval '1 day') AS d (day)
LEFT JOIN daily r ON r.day = d.day::date
ORDER BY d.day;
