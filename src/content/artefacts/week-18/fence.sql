CREATE TABLE write_epoch (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), epoch bigint NOT NULL);
INSERT INTO write_epoch (epoch) VALUES (1);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  epoch bigint NOT NULL,
  total_cents bigint NOT NULL
);

-- #region fence
-- Every write carries the epoch of its lease. A writer that was replaced has a lower one.
CREATE FUNCTION refuse_old_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.epoch < (SELECT epoch FROM write_epoch FOR SHARE) THEN
    RAISE EXCEPTION 'fenced: epoch % is over', NEW.epoch USING ERRCODE = 'P0F01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fence BEFORE INSERT OR UPDATE ON orders
  FOR EACH ROW EXECUTE FUNCTION refuse_old_epoch();
-- #endregion fence
