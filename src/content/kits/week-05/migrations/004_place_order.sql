-- the function place_order(customer, cart).
DO $$ BEGIN RAISE EXCEPTION 'not written yet: migrations/004_place_order.sql'; END $$;
