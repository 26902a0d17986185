SELECT o.id, c.email, o.total_cents FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.total_cents > 120000 ORDER BY o.total_cents DESC, o.id;
