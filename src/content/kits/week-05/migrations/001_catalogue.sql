-- categories, products, product_categories, prices, inventory.
DO $$ BEGIN RAISE EXCEPTION 'not written yet: migrations/001_catalogue.sql'; END $$;
