// The page of the week says what this program does.
console.error('not written yet: src/deadman.mjs');
process.exitCode = 1;
