console.error('not written yet: src/orchestrator.mjs');
process.exit(1);
