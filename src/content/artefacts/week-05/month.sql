-- #region function
SELECT count(*) FROM orders WHERE date_trunc('month', placed_at) = '2025-12-01 00:00+00';
-- #endregion function

-- #region range
SELECT count(*) FROM orders
WHERE placed_at >= '2025-12-01 00:00+00' AND placed_at < '2026-01-01 00:00+00';
-- #endregion range
