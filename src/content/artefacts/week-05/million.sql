SET timezone = 'UTC';
-- #region table
CREATE FUNCTION h(text) RETURNS bigint LANGUAGE sql IMMUTABLE
  AS $$ SELECT ('x' || substr(md5($1), 1, 8))::bit(32)::bigint $$;

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint, status text, total_cents bigint, placed_at timestamptz
);

INSERT INTO orders (customer_id, status, total_cents, placed_at)
SELECT 1 + h('c' || g) % 20000, (array['PAID', 'SHIPPED', 'CONFIRMED', 'CANCELLED'])[1 + g % 4],
       500 + g::bigint * 7919 % 50000, '2023-01-01 00:00+00'::timestamptz + (h('t' || g) % 94608000) * interval '1 s'
FROM generate_series(1, 1000000) g;

VACUUM ANALYZE orders;
-- #endregion table
