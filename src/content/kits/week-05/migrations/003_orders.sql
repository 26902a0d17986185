-- orders, order_items, payments, shipments, outbox.
DO $$ BEGIN RAISE EXCEPTION 'not written yet: migrations/003_orders.sql'; END $$;
