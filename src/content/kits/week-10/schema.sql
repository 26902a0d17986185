-- The data of the service, from a fixed seed. `:scale` is 1 for 200,000 products; the tests take 0.05.
SELECT setseed(0.1);
CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, category text NOT NULL, price int NOT NULL);
CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE reviews (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id int NOT NULL, product_id int NOT NULL,
  stars int NOT NULL CHECK (stars BETWEEN 1 AND 5), body text NOT NULL
);
INSERT INTO products SELECT i, 'product ' || i, 'category ' || i % 10, 100 + (i * 7919) % 9000
  FROM generate_series(1, (200000 * :scale)::int) AS i;
INSERT INTO users SELECT i, 'user ' || i FROM generate_series(1, (100000 * :scale)::int) AS i;
INSERT INTO reviews (user_id, product_id, stars, body)
  SELECT 1 + (random() * (100000 * :scale - 1))::int, 1 + (random() * (200000 * :scale - 1))::int,
         1 + (i % 5), 'review ' || i || repeat(' good', 20)
  FROM generate_series(1, (2000000 * :scale)::int) AS i;
ANALYZE;
