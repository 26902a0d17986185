import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buffers } from '../../src/content/artefacts/week-05/buffers.plot.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-05/', import.meta.url));
const shared = fileURLToPath(new URL('../../src/content/kits/shared/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-05.mdx', import.meta.url), 'utf8');

/** Runs a script of Python that has a PostgreSQL server `s` and the helpers of the kits; returns the JSON it prints. */
function onPostgres(script: string): unknown {
  const around = `
import json, sys
sys.path.insert(0, ${JSON.stringify(shared)})
from harness import close_shared
from servers import execute, postgres, sql
def text(name, region=None):
    whole = open(${JSON.stringify(folder)} + name).read()
    return whole if region is None else whole.split(f"#region {region}\\n")[1].split(f"-- #endregion {region}")[0]
s = postgres()
try:
${script.replaceAll(/^/gm, '    ')}
finally:
    close_shared()
`;
  return JSON.parse(
    execFileSync('python3', ['-B', '-c', around], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

const measured = z.object({
  orders: z.number(),
  pages: z.number(),
  none: z.number(),
  customer: z.number(),
  both: z.number(),
  estimate: z.number(),
  december: z.number(),
  range: z.number(),
});

describe.skipIf(!existsSync('/usr/lib/postgresql'))('week 5 on PostgreSQL', () => {
  it('measures the worked example as the page tells it', () => {
    const found = measured.parse(
      onPostgres(`
def plan(query):
    # Twice in one session: the first run also reads the catalogue.
    one = query.replace("ANALYZE, BUFFERS", "ANALYZE, BUFFERS, FORMAT JSON")
    lines = execute(s, one + ";" + one, timeout=50)
    return json.loads("[" + ("\\n" + lines).split("\\n[\\n")[-1])[0]["Plan"]
def touched(node):
    return node["Shared Hit Blocks"] + node["Shared Read Blocks"]
execute(s, text("million.sql"), timeout=50)
history = text("history.sql", "history")
out = {
    "orders": sql(s, "SELECT count(*) AS n FROM orders WHERE customer_id = 4217")[0]["n"],
    "pages": sql(s, "SELECT relpages FROM pg_class WHERE relname = 'orders'")[0]["relpages"],
    "none": touched(plan(history)),
}
execute(s, "CREATE INDEX one ON orders (customer_id)", timeout=50)
out["customer"] = touched(plan(history))
execute(s, "CREATE INDEX two ON orders (customer_id, placed_at DESC); DROP INDEX one", timeout=50)
out["both"] = touched(plan(history))
execute(s, "CREATE INDEX three ON orders (placed_at)", timeout=50)
in_utc = "SET timezone = 'UTC'; SET max_parallel_workers_per_gather = 0; EXPLAIN (ANALYZE, BUFFERS) "
by_function = plan(in_utc + text("month.sql", "function"))
by_range = plan(in_utc + text("month.sql", "range"))
out["estimate"] = by_function["Plans"][0]["Plan Rows"]
out["december"] = by_function["Plans"][0]["Actual Rows"]
out["range"] = by_range["Plans"][0]["Plan Rows"]
print(json.dumps(out))
`),
    );
    expect(found).toMatchObject({ orders: 43, pages: 8850, estimate: 5000, december: 27_230 });
    expect(Math.abs(found.none - buffers.none)).toBeLessThan(200);
    expect(Math.abs(found.customer - buffers.customer)).toBeLessThanOrEqual(3);
    expect(Math.abs(found.both - buffers.both)).toBeLessThanOrEqual(3);
    expect(Math.abs(found.range - 27_000)).toBeLessThan(6_000);
    for (const figure of ['8,850', '8,964', '27,230', '5,000']) expect(page).toContain(figure);
    expect(27_230 / 5_000).toBeCloseTo(5.4, 1);
  });

  it('keeps price periods apart, guards the last piece, and joins as the page says', () => {
    const found = onPostgres(`
def refused(query):
    try:
        execute(s, query)
    except Exception as error:
        return str(error)
    return "accepted"
execute(s, text("prices.sql"))
execute(s, "INSERT INTO prices VALUES (1, 1000, '[2025-01-01, 2025-02-01)'), (1, 1100, '[2025-02-01,)')")
overlap = refused("INSERT INTO prices VALUES (1, 900, '[2025-01-15, 2025-01-20)')")
execute(s, text("guarded.sql"))
execute(s, text("guarded.sql", "guard"))
stock = sql(s, "SELECT on_hand, reserved FROM inventory")
execute(s, text("joins.sql").split("-- #region")[0])
queries = [part.strip() for name in ("wrong", "right") for part in text("joins.sql", name).split(";") if part.strip()]
print(json.dumps([overlap, stock, [len(sql(s, query)) for query in queries]]))
`);
    expect(found).toEqual([
      expect.stringContaining('exclusion constraint'),
      [{ on_hand: 1, reserved: 1 }],
      [0, 1, 1, 3],
    ]);
  });
});
