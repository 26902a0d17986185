-- Pool tables: the tenant is first in every key, and the database itself refuses foreign rows.
CREATE ROLE shop_owner NOLOGIN;
CREATE ROLE shop_app LOGIN;

-- #region policy
CREATE TABLE orders (
  tenant_id   int    NOT NULL,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  external_id text   NOT NULL,
  total_cents bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id)
);
ALTER TABLE orders OWNER TO shop_owner;      -- never the role that the service logs in with
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY; -- the owner obeys too
CREATE POLICY tenant_isolation ON orders
  USING      (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::int)
  WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::int);
GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO shop_app;
-- #endregion policy
