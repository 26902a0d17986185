-- Given. Applied to the primary of eu; the standby in us receives it.
CREATE TABLE products (id text PRIMARY KEY, name text NOT NULL, price_cents bigint NOT NULL);
INSERT INTO products VALUES ('tea', 'Tea', 500), ('cup', 'Cup', 900);
CREATE TABLE write_epoch (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), epoch bigint NOT NULL);
INSERT INTO write_epoch (epoch) VALUES (0);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL, total_cents bigint NOT NULL,
  epoch bigint NOT NULL, placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE idempotency_keys (
  key text PRIMARY KEY, request_hash text NOT NULL, response jsonb, created_at timestamptz NOT NULL DEFAULT now()
);
