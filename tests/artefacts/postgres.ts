import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';

const shared = fileURLToPath(new URL('../../src/content/kits/shared/', import.meta.url));
const script = `
import json, subprocess, sys
sys.path.insert(0, sys.argv[1])
from harness import Skipped, close_shared
try:
    import servers
    database = servers.postgres()
    steps = json.load(sys.stdin)
    answers = []
    for role, text in steps:
        url = f"postgresql://{role}@127.0.0.1:{database.port}/postgres"
        done = subprocess.run(["psql", "-X", "-q", "-At", url], input=text, capture_output=True, text=True)
        answers.append({"out": done.stdout.split(), "err": done.stderr.strip()})
    print(json.dumps(answers))
except Skipped as reason:
    print(json.dumps({"missing": str(reason)}))
finally:
    close_shared()
`;

/** What one step printed: its values in order, and its errors. */
export interface Answer {
  out: string[];
  err: string;
}

/**
 * Runs SQL on a PostgreSQL of its own, one session for each step. Left out with a reason where there is none.
 * @param steps role and text of each step
 */
export function postgres(steps: [role: string, text: string][], context: TestContext): Answer[] {
  const done = spawnSync('python3', ['-B', '-c', script, shared], { input: JSON.stringify(steps), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  const answer = JSON.parse(done.stdout) as Answer[] | { missing: string };
  if (Array.isArray(answer)) return answer;
  process.stderr.write(`\n!! ${context.task.name}: ${answer.missing}\n`);
  return context.skip(answer.missing);
}
