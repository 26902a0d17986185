-- the role app_ro, which may read and nothing else.
DO $$ BEGIN RAISE EXCEPTION 'not written yet: migrations/006_roles.sql'; END $$;
