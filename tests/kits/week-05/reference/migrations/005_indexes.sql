-- The last orders of a customer: queries/order_history.sql. It serves the foreign key too.
CREATE INDEX orders_history ON orders (customer_id, placed_at DESC);
-- Revenue by day and month: reports 1 and 3.
CREATE INDEX orders_placed_at ON orders (placed_at);
-- Lines of a product: reports 2, 5 and 8.
CREATE INDEX order_items_sku ON order_items (sku);
-- What the relay has still to send; the index stays as small as the backlog.
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
-- Facets: attrs @> '{"colour": "red"}'.
CREATE INDEX products_attrs ON products USING gin (attrs jsonb_path_ops);
-- Foreign keys that nothing above serves: a delete of the row they point to has to look here.
CREATE INDEX categories_parent ON categories (parent_id);
CREATE INDEX product_categories_category ON product_categories (category_id);
CREATE INDEX prices_product ON prices (product_id);
CREATE INDEX addresses_customer ON addresses (customer_id);
CREATE INDEX carts_customer ON carts (customer_id);
CREATE INDEX cart_items_sku ON cart_items (sku);
CREATE INDEX payments_order ON payments (order_id);
CREATE INDEX shipments_order ON shipments (order_id);
