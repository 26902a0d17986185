-- Fills an empty shop with the same rows on every machine and every version of PostgreSQL.
--
--   psql -v ON_ERROR_STOP=1 -f seed.sql "$DATABASE_URL"
--   psql -v ON_ERROR_STOP=1 -v customers=5000 -v products=500 -v orders=30000 -f seed.sql "$DATABASE_URL"
--
-- Nothing here is random: every value is taken from the md5 of a row's number.
\if :{?customers}
\else
\set customers 20000
\endif
\if :{?products}
\else
\set products 5000
\endif
\if :{?orders}
\else
\set orders 1000000
\endif

SET timezone = 'UTC';
BEGIN;

CREATE FUNCTION pg_temp.h(text) RETURNS bigint LANGUAGE sql IMMUTABLE
  AS $$ SELECT ('x' || substr(md5($1), 1, 8))::bit(32)::bigint $$;

-- A tree of 31 categories, five deep: category n stands under category n / 2.
INSERT INTO categories (parent_id, name)
SELECT nullif(g / 2, 0), 'category ' || g FROM generate_series(1, 31) g ORDER BY g;

INSERT INTO products (sku, name, attrs, tags)
SELECT 'SKU-' || lpad(g::text, 6, '0'), 'product ' || g,
       jsonb_build_object('colour', (array['red','blue','green','black','white','grey'])[1 + pg_temp.h('k' || g) % 6])
         || CASE WHEN g % 3 = 0 THEN jsonb_build_object('voltage', (array[110, 230])[1 + g % 2]) ELSE '{}' END,
       array_remove(array[CASE WHEN g % 4 = 0 THEN 'sale' END, CASE WHEN g % 7 = 0 THEN 'new' END], NULL)
FROM generate_series(1, :products) g ORDER BY g;

-- Every product stands in one of the 16 leaves, every tenth in a second one.
INSERT INTO product_categories (product_id, category_id)
SELECT g, 16 + pg_temp.h('l' || g) % 16 FROM generate_series(1, :products) g
UNION ALL
SELECT g, 16 + (pg_temp.h('l' || g) + 5) % 16 FROM generate_series(10, :products, 10) g;

-- Two prices for each product, the second one from July 2024 on.
INSERT INTO prices (product_id, price_cents, valid)
SELECT g, 500 + pg_temp.h('p' || g) % 20000, tstzrange('2022-01-01', '2024-07-01') FROM generate_series(1, :products) g
UNION ALL
SELECT g, 550 + pg_temp.h('p' || g) % 20000, tstzrange('2024-07-01', NULL) FROM generate_series(1, :products) g;

INSERT INTO inventory (sku, on_hand, reserved)
SELECT sku, 100 + pg_temp.h('i' || id) % 900, 0 FROM products ORDER BY id;

INSERT INTO customers (email, name, region)
SELECT 'customer' || g || '@example.com', 'Customer ' || g, (array['eu', 'us'])[1 + g % 2]
FROM generate_series(1, :customers) g ORDER BY g;

INSERT INTO addresses (customer_id, line1, city, country)
SELECT id, id || ' Main Street', 'City ' || id % 50, CASE region WHEN 'eu' THEN 'DE' ELSE 'US' END FROM customers ORDER BY id;

ANALYZE products, prices, customers;

-- Orders of 2023 to 2025 with one to four lines each. The last twentieth of the customers never orders.
CREATE TEMP TABLE order_seed ON COMMIT DROP AS
SELECT g AS number, 1 + pg_temp.h('c' || g) % (:customers * 19 / 20) AS customer_id,
       (array['PAID', 'SHIPPED', 'CONFIRMED', 'CANCELLED'])[1 + g % 4] AS status,
       timestamptz '2023-01-01 00:00+00' + (pg_temp.h('t' || g) % 94608000) * interval '1 second' AS placed_at,
       pg_temp.h('s' || g) AS first, pg_temp.h('n' || g) % 4 AS more
FROM generate_series(1, :orders) g;

ANALYZE order_seed;
CREATE TEMP TABLE line_seed ON COMMIT DROP AS
SELECT o.number, p.sku, 1 + (o.first / 7 + k) % 3 AS quantity, r.price_cents
FROM order_seed o
CROSS JOIN LATERAL generate_series(0, o.more) k
JOIN products p ON p.id = 1 + (o.first + k * 7919) % :products
JOIN prices r ON r.product_id = p.id AND lower(r.valid) <= o.placed_at AND coalesce(o.placed_at < upper(r.valid), true);

ANALYZE line_seed;
INSERT INTO orders (customer_id, region, status, total_cents, placed_at)
SELECT o.customer_id, c.region, o.status, l.total, o.placed_at
FROM order_seed o
JOIN customers c ON c.id = o.customer_id
JOIN (SELECT number, sum(quantity * price_cents)::bigint AS total FROM line_seed GROUP BY number) l USING (number)
ORDER BY o.number;

INSERT INTO order_items (order_id, sku, quantity, unit_price_cents)
SELECT number, sku, quantity, price_cents FROM line_seed ORDER BY number, sku;

INSERT INTO payments (order_id, amount_cents, idempotency_key, status)
SELECT id, total_cents, 'seed-' || id, 'CAPTURED' FROM orders WHERE status IN ('PAID', 'SHIPPED') ORDER BY id;

INSERT INTO shipments (order_id, promised_at, shipped_at)
SELECT id, placed_at + interval '3 days', placed_at + (pg_temp.h('d' || id) % 120) * interval '1 hour'
FROM orders WHERE status = 'SHIPPED' ORDER BY id;

COMMIT;
ANALYZE;
