SELECT id, status, total_cents, placed_at
FROM orders
WHERE customer_id = :customer
ORDER BY placed_at DESC
LIMIT 20;
