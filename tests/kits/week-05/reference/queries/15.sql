SELECT sku, name FROM products WHERE attrs @> '{"colour": "red", "voltage": 230}' ORDER BY sku;
