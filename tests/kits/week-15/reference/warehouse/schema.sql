CREATE TABLE raw_events (
  ingest_date date NOT NULL, event_id text NOT NULL, type text NOT NULL, order_id bigint,
  occurred_at timestamptz NOT NULL, appended_at timestamptz NOT NULL, data jsonb NOT NULL
);
CREATE INDEX ON raw_events (ingest_date);
CREATE INDEX ON raw_events (order_id);
CREATE TABLE raw_customers (snapshot_date date, customer_id bigint, segment text, region text, email text);
CREATE TABLE quarantine (ingest_date date, reason text, record jsonb);
CREATE TABLE dim_customer (
  customer_key bigint, customer_id bigint, segment text, region text, email text,
  valid_from timestamptz, valid_to timestamptz, is_current boolean
);
CREATE TABLE dim_product (sku text PRIMARY KEY, name text, category text);
-- Grain: one order line at the moment of payment.
CREATE TABLE fact_order_line (
  order_id bigint, sku text, customer_id bigint, customer_key bigint, paid_at timestamptz,
  quantity integer, net_cents bigint, discount_cents bigint
);
CREATE VIEW revenue_as_was AS
SELECT to_char(paid_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, segment, sum(net_cents)::bigint AS net_cents
FROM fact_order_line JOIN dim_customer USING (customer_key) GROUP BY 1, 2;
CREATE VIEW revenue_as_is AS
SELECT to_char(paid_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, d.segment, sum(net_cents)::bigint AS net_cents
FROM fact_order_line f JOIN dim_customer d ON d.customer_id = f.customer_id AND d.is_current GROUP BY 1, 2;
CREATE TABLE rt_revenue_minute (
  window_start timestamptz, region text, orders bigint, revenue_cents bigint, is_closed boolean, is_final boolean,
  updated_at timestamptz, PRIMARY KEY (window_start, region)
);
CREATE TABLE rt_emissions (
  id bigint GENERATED ALWAYS AS IDENTITY, window_start timestamptz, region text, orders bigint, revenue_cents bigint, reason text
);
CREATE TABLE late_events (event_id text PRIMARY KEY, occurred_at timestamptz, amount_cents bigint, region text);
CREATE TABLE stream_seen (event_id text PRIMARY KEY, occurred_at timestamptz);
CREATE TABLE stream_offsets (partition text PRIMARY KEY, next_offset bigint);
CREATE TABLE stream_state (one boolean PRIMARY KEY DEFAULT true, latest timestamptz, appended_at timestamptz);
CREATE TABLE erasure_log (request_id text PRIMARY KEY, customer_id bigint, tables text, at timestamptz DEFAULT now());
