CREATE TABLE inventory (
  sku text PRIMARY KEY,
  on_hand bigint NOT NULL CHECK (on_hand >= 0),
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CHECK (reserved <= on_hand)
);
INSERT INTO inventory VALUES ('LAMP', 1, 0);

-- #region guard
UPDATE inventory
SET reserved = reserved + 1
WHERE sku = 'LAMP' AND on_hand - reserved >= 1;
-- UPDATE 1: reserved. UPDATE 0: insufficient stock, so raise and roll back.
-- #endregion guard
