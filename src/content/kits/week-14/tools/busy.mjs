/** Three quarters of the time in one function, a quarter in another, for a profile. Given. */
function roundPrices(cents) {
  let sum = 0;
  for (let index = 0; index < 3e5; index += 1) sum += Math.sqrt(cents + index);
  return sum;
}

function sortLines(cents) {
  let sum = 0;
  for (let index = 0; index < 1e5; index += 1) sum += Math.sqrt(cents + index);
  return sum;
}

let total = 0;
for (const end = Date.now() + 500; Date.now() < end; ) total += roundPrices(690) + sortLines(1800);
console.log(total > 0);
