console.error('not written yet: src/payment.mjs');
process.exit(1);
