-- customers, addresses, carts, cart_items.
DO $$ BEGIN RAISE EXCEPTION 'not written yet: migrations/002_customers_and_carts.sql'; END $$;
