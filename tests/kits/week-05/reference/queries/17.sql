SELECT sku FROM products WHERE tags @> array['sale', 'new'] ORDER BY sku;
