-- Runs on SQLite and PostgreSQL. Times are milliseconds since 1970, money is in cents.
CREATE TABLE idempotency_keys (
  tenant       TEXT    NOT NULL,
  endpoint     TEXT    NOT NULL,  -- 'POST /payments'
  key          TEXT    NOT NULL,  -- the client's, one for each intent
  fingerprint  TEXT    NOT NULL,  -- SHA-256 of endpoint and canonical body
  claim        INTEGER NOT NULL,  -- 1, 2, 3 …: how often it was claimed, the fencing token
  locked_until BIGINT,            -- NULL once completed
  status       INTEGER,           -- NULL while in progress
  body         TEXT,
  created_at   BIGINT  NOT NULL,
  PRIMARY KEY (tenant, endpoint, key)
);

CREATE TABLE payments (
  order_id TEXT    NOT NULL,
  attempt  INTEGER NOT NULL,      -- checkout raises it only after a final decline
  cents    BIGINT  NOT NULL,
  charge   TEXT    NOT NULL,      -- the provider's id
  PRIMARY KEY (order_id, attempt) -- outlives every idempotency key
);

CREATE TABLE inbox (
  consumer   TEXT NOT NULL,
  message_id TEXT NOT NULL,
  PRIMARY KEY (consumer, message_id)
);

CREATE TABLE outbox (
  id      TEXT   PRIMARY KEY,
  payload TEXT   NOT NULL,
  sent_at BIGINT                  -- NULL until the broker has confirmed
);
