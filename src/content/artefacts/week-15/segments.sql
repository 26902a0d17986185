-- #region as-was
SELECT customer.segment, sum(line.net_cents) AS net_cents
FROM fact_order_line AS line
JOIN dim_customer AS customer
  ON customer.customer_id = line.customer_id
 AND customer.valid_from <= line.paid_at
 AND line.paid_at < customer.valid_to
GROUP BY customer.segment
ORDER BY customer.segment;
-- #endregion as-was

-- #region as-is
SELECT customer.segment, sum(line.net_cents) AS net_cents
FROM fact_order_line AS line
JOIN dim_customer AS customer
  ON customer.customer_id = line.customer_id
 AND customer.is_current
GROUP BY customer.segment
ORDER BY customer.segment;
-- #endregion as-is

-- #region overlap
SELECT DISTINCT one.customer_id
FROM dim_customer AS one
JOIN dim_customer AS other
  ON other.customer_id = one.customer_id
 AND other.customer_key <> one.customer_key
 AND other.valid_from < one.valid_to
 AND one.valid_from < other.valid_to;
-- #endregion overlap
