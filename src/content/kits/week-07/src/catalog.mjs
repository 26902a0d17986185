throw new Error('not written yet: src/catalog.mjs');
