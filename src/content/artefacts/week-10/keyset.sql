-- Page 5,000 by counting: 99,980 rows are read and thrown away.
SELECT id, name, price FROM products
WHERE category = 'books' ORDER BY price, id LIMIT 20 OFFSET 99980;

-- The same page by its key: the last row of page 4,999 was (1990, 731204).
SELECT id, name, price FROM products
WHERE category = 'books' AND (price, id) > (1990, 731204)
ORDER BY price, id LIMIT 20;

-- What the second one needs.
CREATE INDEX products_by_price ON products (category, price, id);
