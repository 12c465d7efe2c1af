// `npm run dashboards`: writes the JSON that Grafana is provisioned with. What no code makes any more goes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { boardFiles, pathOf, textOf } from './board-list.ts';

rmSync(join(import.meta.dirname, 'json'), { recursive: true, force: true });
for (const file of boardFiles()) {
  const path = join(import.meta.dirname, pathOf(file));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, textOf(file));
}
