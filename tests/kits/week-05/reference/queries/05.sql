SELECT customer_id, count(*) AS orders FROM orders GROUP BY customer_id HAVING count(*) >= 13 ORDER BY orders DESC, customer_id;
