throw new Error('not written yet: src/inventory.mjs');
