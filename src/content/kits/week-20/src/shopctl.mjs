// node src/shopctl.mjs COMMAND …: the platform. README.md says what each command is given and what it prints.
console.error(`shopctl ${process.argv.slice(2).join(' ')}: not written yet`);
process.exitCode = 2;
