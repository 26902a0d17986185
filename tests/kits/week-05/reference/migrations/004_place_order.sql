CREATE FUNCTION place_order(p_customer bigint, p_cart bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  line record;
  new_order bigint;
  lines jsonb;
BEGIN
  -- One order at a time from a cart: a second click waits here and then finds it empty.
  PERFORM FROM carts WHERE id = p_cart AND customer_id = p_customer FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no cart % of customer %', p_cart, p_customer;
  END IF;

  -- Every caller locks stock rows in the order of their SKUs, so no two can wait for each other.
  FOR line IN SELECT sku, quantity FROM cart_items WHERE cart_id = p_cart ORDER BY sku LOOP
    UPDATE inventory SET reserved = reserved + line.quantity
    WHERE sku = line.sku AND on_hand - reserved >= line.quantity;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'insufficient stock of %', line.sku;
    END IF;
  END LOOP;
  IF line IS NULL THEN
    RAISE EXCEPTION 'cart % is empty', p_cart;
  END IF;

  INSERT INTO orders (customer_id, region, status, total_cents)
  SELECT id, region, 'CONFIRMED', 0 FROM customers WHERE id = p_customer
  RETURNING id INTO new_order;

  -- The price is copied: it is a fact about this sale.
  INSERT INTO order_items (order_id, sku, quantity, unit_price_cents)
  SELECT new_order, c.sku, c.quantity, r.price_cents
  FROM cart_items c
  JOIN products p USING (sku)
  LEFT JOIN prices r ON r.product_id = p.id AND r.valid @> now()
  WHERE c.cart_id = p_cart;

  SELECT jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'unitPriceCents', unit_price_cents,
                                      'discountCents', 0) ORDER BY sku)
  INTO lines FROM order_items WHERE order_id = new_order;
  UPDATE orders SET total_cents = (SELECT sum(quantity * unit_price_cents) FROM order_items WHERE order_id = new_order)
  WHERE id = new_order;

  INSERT INTO outbox (topic, payload)
  SELECT 'OrderPlaced', jsonb_build_object('orderId', id, 'customerId', customer_id, 'region', region,
                                           'lines', lines, 'totalCents', total_cents)
  FROM orders WHERE id = new_order;

  DELETE FROM cart_items WHERE cart_id = p_cart;
  RETURN new_order;
END $$;
