// The comparator: node src/compare.mjs data/quotes.csv data/promotions.csv [--details FILE]
// It prints one JSON object; the page of the week names its keys.
console.error('not written yet: src/compare.mjs');
process.exitCode = 1;
