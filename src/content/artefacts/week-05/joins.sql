CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (customer_id bigint, status text);
INSERT INTO customers VALUES (1), (2), (3);
INSERT INTO orders VALUES (1, 'PAID'), (2, 'CANCELLED'), (NULL, 'PAID');

-- #region wrong
SELECT c.id FROM customers c WHERE c.id NOT IN (SELECT customer_id FROM orders);

SELECT c.id, o.status FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id
WHERE o.status = 'PAID';
-- #endregion wrong

-- #region right
SELECT c.id FROM customers c
WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id);

SELECT c.id, o.status FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id AND o.status = 'PAID';
-- #endregion right
