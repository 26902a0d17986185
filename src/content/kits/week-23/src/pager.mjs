// The page of the week says what this program does.
console.error('not written yet: src/pager.mjs');
process.exitCode = 1;
