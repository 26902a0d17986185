-- Anomaly lab, session A. Run psql twice side by side and paste the numbered steps in order: A1, B1, A2, B2, A3, B3.
-- A1
BEGIN;
SELECT on_hand FROM inventory WHERE sku = 'SKU-000001';   -- remember the number: say 10
-- A2: written with the number that was read
UPDATE inventory SET on_hand = 10 - 1 WHERE sku = 'SKU-000001';
-- A3
COMMIT;
-- Which number should stand there after two sales, and which does?
-- Repair it three ways: SET on_hand = on_hand - 1; SELECT … FOR UPDATE in step 1; BEGIN ISOLATION LEVEL REPEATABLE READ.
