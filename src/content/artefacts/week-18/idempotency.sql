-- #region keys
CREATE TABLE idempotency_keys (
  key          text PRIMARY KEY,
  request_hash text NOT NULL,
  response     jsonb,             -- filled in the transaction that makes the order
  created_at   timestamptz NOT NULL DEFAULT now()
);
-- #endregion keys
