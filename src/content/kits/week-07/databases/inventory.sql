CREATE TABLE inventory (
  sku text PRIMARY KEY,
  on_hand bigint NOT NULL CHECK (on_hand >= 0),
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CHECK (reserved <= on_hand)
);
CREATE TABLE reservations (
  order_id bigint NOT NULL,
  sku text NOT NULL,
  quantity bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('RESERVED', 'RELEASED')),
  PRIMARY KEY (order_id, sku)
);
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  topic text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz
);
CREATE TABLE processed_events (event_id uuid PRIMARY KEY);
