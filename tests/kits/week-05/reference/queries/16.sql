SELECT attrs ->> 'colour' AS colour, count(*) AS products FROM products GROUP BY 1 ORDER BY 2 DESC, 1;
