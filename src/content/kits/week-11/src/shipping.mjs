console.error('not written yet: src/shipping.mjs');
process.exit(1);
