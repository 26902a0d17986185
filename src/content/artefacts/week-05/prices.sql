CREATE EXTENSION IF NOT EXISTS btree_gist;

-- #region prices
CREATE TABLE prices (
  product_id bigint NOT NULL,
  price_cents bigint NOT NULL CHECK (price_cents >= 0),
  valid tstzrange NOT NULL,
  EXCLUDE USING gist (product_id WITH =, valid WITH &&)
);
-- #endregion prices
