// The files that the console gives to begin with are files that the import takes.
import { expect, test } from 'vitest';
import { csvText } from '../dashboards/console/src/parts/csv-file.ts';
import { registryKinds, registryTemplates } from '../dashboards/console/src/registry/registry-kind.ts';
import { parseRegistryCsv, registryFiles } from '../ingest/registry-csv.ts';

test.each(registryKinds)('the template of %s has every column and a row that is taken', (kind) => {
  const { rows, rejected } = parseRegistryCsv(kind, csvText(registryTemplates[kind]));
  expect(rejected).toEqual([]);
  expect(rows).toHaveLength(1);
  expect(registryTemplates[kind][0]).toEqual(registryFiles[kind].columns);
});
