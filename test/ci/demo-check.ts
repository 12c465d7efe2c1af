// Whether the demo shows within a minute what it promises: alarms of flood, displaced cover and silent device, each
// with one case at a unit; and the page that shows them.
import { readFileSync } from 'node:fs';

/** What the demo printed; it says where to look. */
const [, , printed = ''] = process.argv;
const needed = ['flood-depth', 'cover-displaced', 'device-offline'];
/** A minute from readiness, and what installing the town takes on a slow machine. */
const patienceMs = 90_000;
const startedAt = performance.now();

interface Item {
  readonly id: string;
  readonly rule_id: string;
  readonly case_id: string | null;
  readonly unit_id: string | null;
  readonly alarm_ids: readonly string[];
}

function address(): string {
  const found = /http:\/\/[\d.]+:\d+/.exec(readFileSync(printed, 'utf8'));
  if (found === null) throw new Error('the demo has not said where it is');
  return found[0];
}

async function login(base: string): Promise<string> {
  const response = await fetch(`${base}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: 'sluice-demo' }),
  });
  return ((await response.json()) as { token: string }).token;
}

async function items(base: string, token: string, path: string): Promise<Item[]> {
  const response = await fetch(`${base}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { items: Item[] }).items;
}

async function look(): Promise<string> {
  const base = address();
  const token = await login(base);
  const alarms = await items(base, token, '/alarms?limit=1000');
  const missing = needed.filter((rule) => !alarms.some(({ rule_id }) => rule_id === rule));
  if (missing.length > 0) return `no alarm yet of ${missing.join(', ')}`;
  const cases = await items(base, token, '/cases?limit=1000');
  for (const { id, case_id, rule_id } of alarms) {
    const holders = cases.filter(({ alarm_ids }) => alarm_ids.includes(id));
    if (holders.length !== 1 || holders[0]?.id !== case_id) return `alarm ${id} has ${holders.length} cases`;
    if (needed.includes(rule_id) && holders[0]?.unit_id === null) return `case ${case_id} is at no unit`;
  }
  const page = await (await fetch(base, { headers: { accept: 'text/html' } })).text();
  return page.includes('<div id="root"') ? '' : 'the console is not served';
}

for (;;) {
  const wrong = await look().catch((thrown: unknown) => `no answer: ${String(thrown)}`);
  const elapsedMs = performance.now() - startedAt;
  if (wrong === '') {
    console.log(`demo: alarms and cases of every kind after ${(elapsedMs / 1_000).toFixed(0)} s`);
    process.exit(0);
  }
  if (elapsedMs > patienceMs) {
    console.log(`demo: ${wrong}`);
    process.exit(1);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}
