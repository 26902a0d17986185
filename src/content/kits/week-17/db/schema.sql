-- Write the tables here. Pool tables: orders, imports, webhooks, deliveries, users, outbox.
-- Each begins with tenant_id, has it first in every key, is owned by shop_owner, and has a policy with USING and
-- WITH CHECK on current_setting('app.tenant_id', true). The acceptance tests read
--   orders(tenant_id int, id, external_id text, email text, status text, total_cents bigint, lines jsonb)
-- and apply this file as an administrator, to an empty database, after db/roles.sql.
DO $$ BEGIN RAISE EXCEPTION 'db/schema.sql is not written yet'; END $$;
