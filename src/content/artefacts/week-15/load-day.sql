-- #region load
BEGIN;
DELETE FROM raw_events WHERE ingest_date = :day;
INSERT INTO raw_events (event_id, ingest_date, payload)
SELECT event_id, :day, payload
FROM arrived
WHERE ingest_date = :day;
COMMIT;
-- #endregion load
