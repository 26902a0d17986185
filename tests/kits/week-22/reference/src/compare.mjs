// Compares recorded answers of two systems to the cent: node src/compare.mjs QUOTES PROMOTIONS [--details FILE]
import { readFileSync, writeFileSync } from 'node:fs';

const [quotesFile, promotionsFile, option, detailsFile] = process.argv.slice(2);

/** Rows of a CSV file without quoted cells, each as an object. */
function rows(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
  });
}

function toCents(amount) {
  const found = /^(\d+)\.(\d\d)$/.exec(amount);
  if (!found) throw new RangeError(`not an amount with two decimals: ${amount}`);
  return Number(found[1]) * 100 + Number(found[2]);
}

function halfEven(cents, rate) {
  const product = cents * rate;
  const down = Math.floor(product / 10_000);
  const rest = product - down * 10_000;
  return rest > 5_000 || (rest === 5_000 && down % 2 === 1) ? down + 1 : down;
}

const promotions = new Map(
  rows(promotionsFile).map((row) => [`${row.promotion}/${row.version}`, { rate: Number(row.rate_bp), least: Number(row.min_subtotal_cents) }]),
);

/** What the new service ought to ask for a basket under a version of a promotion. */
function expected(lines, promotion, version) {
  const parts = lines.split(';').map((line) => {
    const [, sku, quantity, unit] = /^(.+)\*(\d+)@(\d+)$/.exec(line);
    return { gift: sku.startsWith('gift-'), cents: Number(quantity) * Number(unit) };
  });
  const subtotal = parts.reduce((sum, { cents }) => sum + cents, 0);
  const rule = promotions.get(`${promotion}/${version}`);
  if (!rule || subtotal < rule.least) return subtotal;
  return parts.reduce((sum, { gift, cents }) => sum - (gift ? 0 : halfEven(cents, rule.rate)), subtotal);
}

function classify(row, oldCents, newCents) {
  if (newCents === oldCents) return 'match';
  if (newCents !== expected(row.lines, row.promotion, row.new_version)) return 'bug';
  return row.new_version === row.old_version ? 'rounding' : 'stale';
}

const said = { recorded: 0, unanswered: 0, compared: 0, match: 0, rounding: 0, stale: 0, bug: 0, maxBugCents: 0 };
const details = ['quote_id,class,old_cents,new_cents'];
for (const row of rows(quotesFile)) {
  said.recorded += 1;
  if (row.new_total === '') {
    said.unanswered += 1;
    continue;
  }
  said.compared += 1;
  const [oldCents, newCents] = [Number(row.old_total_cents), toCents(row.new_total)];
  const found = classify(row, oldCents, newCents);
  said[found] += 1;
  if (found === 'match') continue;
  if (found === 'bug') said.maxBugCents = Math.max(said.maxBugCents, Math.abs(newCents - oldCents));
  details.push([row.quote_id, found, oldCents, newCents].join(','));
}
const mismatches = said.rounding + said.stale + said.bug;
const lacking = [
  said.compared < 1_200_000 && `${said.compared} comparisons, at least 1200000 are needed`,
  mismatches * 10_000 >= said.compared && `${((100 * mismatches) / said.compared).toFixed(3)}% mismatches, the limit is 0.01%`,
  said.maxBugCents > 1 && `an unexplained mismatch of ${said.maxBugCents} cents`,
].filter(Boolean);
if (option === '--details') writeFileSync(detailsFile, `${details.join('\n')}\n`);
console.log(JSON.stringify({ ...said, gate: { passes: lacking.length === 0, lacking } }));
