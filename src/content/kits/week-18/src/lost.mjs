// node src/lost.mjs FILE: of the idempotency keys in FILE, one a line, prints those without an order in DATABASE_URL.
console.error('src/lost.mjs is not written yet');
process.exitCode = 2;
