WITH RECURSIVE tree AS (
  SELECT id AS root, id FROM categories
  UNION ALL
  SELECT tree.root, c.id FROM tree JOIN categories c ON c.parent_id = tree.id
), levels AS (
  SELECT id, name, 1 AS depth FROM categories WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, c.name, levels.depth + 1 FROM levels JOIN categories c ON c.parent_id = levels.id
), revenue AS (
  SELECT i.sku, sum(i.quantity * i.unit_price_cents) AS cents
  FROM order_items i JOIN orders o ON o.id = i.order_id
  WHERE o.status IN ('CONFIRMED', 'PAID', 'SHIPPED') GROUP BY i.sku
), members AS (
  -- A product that stands in two categories below the same root is a member of it once.
  SELECT DISTINCT tree.root, p.sku
  FROM tree JOIN product_categories pc ON pc.category_id = tree.id JOIN products p ON p.id = pc.product_id
)
SELECT l.id AS category_id, l.name, l.depth, coalesce(sum(r.cents), 0) AS revenue_cents
FROM levels l LEFT JOIN members m ON m.root = l.id LEFT JOIN revenue r USING (sku)
GROUP BY l.id, l.name, l.depth
ORDER BY l.depth, l.id;
