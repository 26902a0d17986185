SELECT id, placed_at - lag(placed_at) OVER (ORDER BY placed_at, id) AS since_last FROM orders WHERE customer_id = 17 ORDER BY placed_at, id;
