-- every index beyond keys, each with a comment that names its query.
DO $$ BEGIN RAISE EXCEPTION 'not written yet: migrations/005_indexes.sql'; END $$;
