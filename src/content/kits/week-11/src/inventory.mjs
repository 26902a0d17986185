console.error('not written yet: src/inventory.mjs');
process.exit(1);
