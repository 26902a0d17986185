-- Anomaly lab, session B.
-- B1
BEGIN;
SELECT on_hand FROM inventory WHERE sku = 'SKU-000001';
-- B2: waits for A; written with the number that was read
UPDATE inventory SET on_hand = 10 - 1 WHERE sku = 'SKU-000001';
-- B3
COMMIT;
