// `node broker/conformance/compare.ts`: asks the clauses of MQTT 3.1.1 of the hub's broker, of aedes as it comes and of
// Debian's mosquitto, and prints who keeps which. Needs mosquitto installed for its column.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const targets = ['hub', 'aedes', 'mosquitto'] as const;
type TargetName = (typeof targets)[number];

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Whether each clause is kept, by its name; `null` where the broker is not installed. */
function ask(target: TargetName): Map<string, boolean> | null {
  if (target === 'mosquitto' && spawnSync('mosquitto', ['-h']).error !== undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  const file = join(folder, 'report.json');
  const root = join(import.meta.dirname, '../..');
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [
    program,
    'run',
    'broker/conformance',
    '--reporter=json',
    `--outputFile=${file}`,
    '--maxWorkers=2',
  ];
  spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, SLUICE_CONFORMANCE: target },
    stdio: 'ignore',
  });
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(folder, { recursive: true, force: true });
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Map(results.map(({ fullName, status }) => [fullName, status === 'passed']));
}

const answers = targets.map((target) => ask(target));
const clauses = [...new Set(answers.flatMap((answer) => [...(answer?.keys() ?? [])]))];
const column = (clause: string, answer: Map<string, boolean> | null) =>
  (answer === null ? '-' : answer.get(clause) === true ? 'yes' : 'NO').padEnd(10);

console.log(`${targets.map((target) => target.padEnd(10)).join('')}clause`);
for (const clause of clauses) {
  console.log(`${answers.map((answer) => column(clause, answer)).join('')}${clause}`);
}
const kept = (answer: Map<string, boolean> | null) =>
  answer === null ? '-' : String([...answer.values()].filter(Boolean).length);
console.log(`${answers.map((answer) => kept(answer).padEnd(10)).join('')}of ${clauses.length}`);
