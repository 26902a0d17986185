WITH RECURSIVE below AS (SELECT id, name FROM categories WHERE parent_id = 4 UNION ALL SELECT c.id, c.name FROM below JOIN categories c ON c.parent_id = below.id) SELECT * FROM below ORDER BY id;
