-- #region receiver
INSERT INTO orders (tenant_id, external_id, total_cents)
VALUES ($1, $2, $3)
ON CONFLICT (tenant_id, external_id) DO NOTHING
RETURNING id;   -- no row: this tenant has sent this order before
-- #endregion receiver
