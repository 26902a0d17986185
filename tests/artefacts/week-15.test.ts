import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plot, { watermark } from '../../src/content/artefacts/week-15/watermark.plot.ts';
import { plotSpec } from '../../src/diagrams/plot-spec.ts';

const folder = fileURLToPath(new URL('../../src/content/artefacts/week-15/', import.meta.url));
const page = readFileSync(new URL('../../src/content/docs/weeks/week-15.mdx', import.meta.url), 'utf8');
const python = (...args: string[]) =>
  execFileSync('python3', ['-B', ...args], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n');

describe('week 15', () => {
  it('traces the seven events as the table of the page does', () => {
    const lines = python('windows.py');
    const traced = lines.slice(0, 7).map((line) => line.split(' '));
    const rows = [...page.matchAll(/^\| ([a-g]) +\| (\d+) +\| (\d+) +\| (\d+) +\| (\d) +\|/gm)];
    expect(rows).toHaveLength(7);
    expect(traced.map(([name, at, arrival, , mark, first]) => [name, at, arrival, mark, first])).toEqual(
      rows.map(([, ...cells]) => cells),
    );
    expect(traced.map((cells) => cells[3])).toEqual([...'abcde'].map(() => 'counted').concat('correction', 'counted'));
    expect(traced.map((cells) => cells[6])).toEqual(['[]', '[]', '[]', '[]', '[0]', '[0]', '[0]']);
    expect(lines.slice(7)).toEqual(['{0: 4, 60: 2, 120: 1} False', 'True too late', 'correction']);
  });

  it('plots the same watermark', () => {
    expect(plotSpec.safeParse(plot).error).toBeUndefined();
    expect(watermark.map(([, mark]) => mark)).toEqual([2, 38, 51, 51, 62, 62, 115]);
  });

  it('gives both answers to the question of the segments', () => {
    const script = `
import sqlite3, re
parts = dict(re.findall(r"-- #region (\\S+)\\n(.*?)-- #endregion", open("segments.sql").read(), re.S))
db = sqlite3.connect(":memory:")
db.executescript("""
CREATE TABLE dim_customer (customer_key, customer_id, segment, valid_from, valid_to, is_current);
CREATE TABLE fact_order_line (customer_id, paid_at, net_cents);
INSERT INTO dim_customer VALUES (1,101,'retail','1900-01-01','2026-02-01',0), (2,101,'smb','2026-02-01','9999-12-31',1),
  (3,102,'retail','1900-01-01','2026-03-01',0), (4,102,'smb','2026-03-01','9999-12-31',1);
INSERT INTO fact_order_line VALUES (101,'2026-01-10',12000), (101,'2026-02-20',30000), (102,'2026-02-25',8000), (101,'2026-03-03',15000);
""")
for name in ("as-was", "as-is", "overlap"):
    print(name, db.execute(parts[name]).fetchall())
db.execute("DELETE FROM fact_order_line WHERE paid_at >= '2026-02-01'")
for name in ("as-was", "as-is"):
    print(name, db.execute(parts[name]).fetchall())
db.execute("UPDATE dim_customer SET valid_to = '2026-02-02' WHERE customer_id = 101 AND is_current = 0")
print(db.execute(parts["overlap"]).fetchall())
db.execute("UPDATE dim_customer SET valid_to = '2026-02-01' WHERE customer_key = 1")
db.execute("INSERT INTO dim_customer VALUES (5,102,'gold','2026-03-01','9999-12-31',0)")
print(db.execute(parts["overlap"]).fetchall())
`;
    expect(python('-c', script)).toEqual([
      "as-was [('retail', 20000), ('smb', 45000)]",
      "as-is [('smb', 65000)]",
      'overlap []',
      "as-was [('retail', 12000)]",
      "as-is [('smb', 12000)]",
      '[(101,)]',
      // Two versions that begin at the same moment.
      '[(102,)]',
    ]);
  });

  it('loads a day again without a second copy', () => {
    const script = `
import sqlite3
db = sqlite3.connect(":memory:", isolation_level=None)
db.executescript("""
CREATE TABLE arrived (event_id, ingest_date, payload);
CREATE TABLE raw_events (event_id, ingest_date, payload);
INSERT INTO arrived VALUES (1, '2026-01-01', 'x'), (2, '2026-01-01', 'y'), (3, '2026-01-02', 'z');
""")
for _ in range(3):
    for statement in open("load-day.sql").read().split(";"):
        if statement.strip() and not statement.strip().startswith("-- #endregion"):
            db.execute(statement, {"day": "2026-01-01"} if ":day" in statement else {})
print(db.execute("SELECT count(*) FROM raw_events").fetchone())
`;
    expect(python('-c', script)).toEqual(['(2,)']);
  });

  it('has a DAG whose steps stand in the order of the figure', () => {
    const script = `
import sys, types
made, edges = [], []
class Task:
    def __init__(self, name): self.name = name
    def __rshift__(self, other): edges.append((self.name, other.name))
def task(task_id):
    def wrap(function):
        def call(): made.append(task_id); return Task(task_id)
        return call
    return wrap
def dag(**options):
    print(options["schedule"])
    return lambda function: function
sdk = types.ModuleType("airflow.sdk"); sdk.dag, sdk.task = dag, task
interval = types.ModuleType("airflow.timetables.interval")
interval.CronDataIntervalTimetable = lambda cron, timezone: f"intervals of {cron} in {timezone}"
sys.modules["airflow"] = types.ModuleType("airflow"); sys.modules["airflow.sdk"] = sdk
sys.modules["airflow.timetables"] = types.ModuleType("airflow.timetables")
sys.modules["airflow.timetables.interval"] = interval
import shop_daily
print(" -> ".join(made)); print(len(edges))
`;
    const [schedule, steps = '', edges] = python('-c', script);
    expect(schedule).toBe('intervals of @daily in UTC');
    expect(edges).toBe('6');
    const figure = readFileSync(`${folder}daily.dot`, 'utf8').match(/extract -> .*reconcile/)?.[0] ?? '';
    expect(steps.replace('load_raw', 'load')).toBe(figure);
  });

  it('adds the stock of the exercise', () => {
    expect(40 + 35 + 50 + 3 * 10).toBe(155);
    expect((50 + 45 + 60) / 3).toBeCloseTo(51.7, 1);
  });
});
