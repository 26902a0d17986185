-- Anomaly lab: a promotion may be used for at most one open cart of a customer. Two sessions, A and B, step by step.
-- A1, B1
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM carts WHERE customer_id = 1;   -- both see 0
-- A2, B2
INSERT INTO carts (customer_id) VALUES (1);
-- A3, B3
COMMIT;   -- both succeed: now there are two. With SERIALIZABLE one of them fails with 40001; try again.
