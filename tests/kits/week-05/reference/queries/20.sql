SELECT a.sku, b.sku AS with_sku, count(*) AS orders FROM order_items a JOIN order_items b ON b.order_id = a.order_id AND b.sku > a.sku GROUP BY 1, 2 HAVING count(*) >= 60 ORDER BY 3 DESC, 1, 2;
