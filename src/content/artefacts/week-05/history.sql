-- #region history
EXPLAIN (ANALYZE, BUFFERS)
SELECT id, status, total_cents, placed_at FROM orders
WHERE customer_id = 4217
ORDER BY placed_at DESC
LIMIT 20;
-- #endregion history
