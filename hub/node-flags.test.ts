import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFlags } from './node-flags.ts';

/** Of each file, the lines that start Node for a hub. */
const starts = [
  ['package.json', /^ {4}"(start|demo|sluice)": "node /],
  ['hub/sluice.ts', /^#!/],
  ['Dockerfile', /^CMD .*"start"/],
  ['deploy/sluice.service', /^ExecStart=/],
  ['deploy/sluice.sh', /sluice\.ts "\$@"$/],
] as const;

describe('Node', () => {
  it.each(starts)('is started by %s with the flags of the hub', (file, isStart) => {
    const lines = readFileSync(join(import.meta.dirname, '..', file), 'utf8').split('\n');
    const found = lines.filter((line) => isStart.test(line));
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) for (const flag of nodeFlags) expect(line).toContain(flag);
  });
});
