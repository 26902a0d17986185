-- One database for the tests, with a user and a schema for each service; a user finds its own schema and no other.
CREATE ROLE orders LOGIN;
CREATE ROLE orchestrator LOGIN;
CREATE ROLE inventory LOGIN;
CREATE ROLE payment LOGIN;
CREATE ROLE shipping LOGIN;
CREATE SCHEMA orders AUTHORIZATION orders;
CREATE SCHEMA orchestrator AUTHORIZATION orchestrator;
CREATE SCHEMA inventory AUTHORIZATION inventory;
CREATE SCHEMA payment AUTHORIZATION payment;
CREATE SCHEMA shipping AUTHORIZATION shipping;

-- Each service has these two.
DO $$
DECLARE service text;
BEGIN
  FOREACH service IN ARRAY ARRAY['orders', 'orchestrator', 'inventory', 'payment', 'shipping'] LOOP
    EXECUTE format('SET ROLE %I', service);
    EXECUTE format('CREATE TABLE %I.outbox (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      event_id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
      topic text NOT NULL,
      payload jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      sent_at timestamptz)', service);
    EXECUTE format('CREATE TABLE %I.processed_events (event_id uuid PRIMARY KEY)', service);
  END LOOP;
END $$;

SET ROLE orders;
CREATE TABLE orders.orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  region text NOT NULL DEFAULT 'eu',
  status text NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'REJECTED', 'PAID', 'SHIPPED', 'CANCELLED')),
  reason text,
  total_cents bigint NOT NULL CHECK (total_cents >= 0),
  placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE orders.order_items (
  order_id bigint NOT NULL REFERENCES orders.orders,
  sku text NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  unit_price_cents bigint NOT NULL CHECK (unit_price_cents >= 0),
  PRIMARY KEY (order_id, sku)
);
CREATE TABLE orders.price_snapshots (sku text PRIMARY KEY, price_cents bigint NOT NULL, version bigint NOT NULL);

SET ROLE orchestrator;
CREATE TABLE orchestrator.saga (
  id bigint PRIMARY KEY, -- the id of the order
  state text NOT NULL CHECK (state IN (
    'STARTED', 'STOCK_RESERVED', 'PAYMENT_AUTHORIZED', 'PAID', 'SHIPPED', 'COMPENSATING', 'CANCELLED', 'STUCK')),
  step text NOT NULL, -- the command that was sent last
  version int NOT NULL,
  deadline_at timestamptz,
  data jsonb NOT NULL
);
CREATE TABLE orchestrator.saga_log (
  saga_id bigint NOT NULL REFERENCES orchestrator.saga,
  seq int NOT NULL,
  event text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (saga_id, seq)
);

SET ROLE inventory;
CREATE TABLE inventory.inventory (
  sku text PRIMARY KEY,
  on_hand bigint NOT NULL CHECK (on_hand >= 0),
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CHECK (reserved <= on_hand)
);
CREATE TABLE inventory.reservations (
  order_id bigint NOT NULL,
  sku text NOT NULL,
  quantity bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('RESERVED', 'RELEASED')),
  PRIMARY KEY (order_id, sku)
);

SET ROLE payment;
CREATE TABLE payment.payments (
  order_id bigint PRIMARY KEY,
  amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
  state text NOT NULL CHECK (state IN ('AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED'))
);

SET ROLE shipping;
CREATE TABLE shipping.shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
RESET ROLE;
