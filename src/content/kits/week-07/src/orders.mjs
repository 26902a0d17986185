throw new Error('not written yet: src/orders.mjs');
