-- Page 5,000 by counting: 99,980 rows are read and thrown away.
SELECT id, name, price FROM products
ORDER BY price, id LIMIT 20 OFFSET 99980;

-- The same page by its key: the last row of page 4,999 was (4599, 53821).
SELECT id, name, price FROM products
WHERE (price, id) > (4599, 53821)
ORDER BY price, id LIMIT 20;

-- The index that both need; with a filter on the category it is (category, price, id).
CREATE INDEX products_by_price ON products (price, id);
