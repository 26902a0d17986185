-- Three databases with a user each: catalog, orders, inventory. No user may connect to another one's database.
-- The tests run this as the superuser, and databases/<name>.sql as the user <name> in its database.
DO $$ BEGIN RAISE EXCEPTION 'not written yet: databases/setup.sql'; END $$;
