// The definitions that come with this release: rules, profiles, case tables. A mistake in them is named by file,
// line and key.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseTables, parseCaseTables } from '../cases/case-tables.ts';
import type { TableProblem } from '../cases/table-files.ts';
import { SluiceError } from '../core/error.ts';
import type { Language } from '../core/label.ts';
import type { DeviceProfile } from '../core/registry.ts';
import { mistakeText } from '../core/yaml-mistakes.ts';
import { builtInProfiles } from '../ingest/built-in-profiles.ts';
import { parseCatalogue } from '../rules/catalogue.ts';
import type { Rule } from '../rules/rule-definition.ts';
import { readShippedProfiles } from './profile-folder.ts';

const root = join(import.meta.dirname, '..');
export const catalogueFile = join(root, 'rules/catalogue/default.yaml');
const tablesFolder = join(root, 'cases/tables');

export interface Release {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly profiles: readonly DeviceProfile[];
  readonly caseTables: CaseTables;
}

/** Throws a `SluiceError` with code `bad_definition` that names every mistake. */
export function readRelease(): Release {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const rules = parseCatalogue(catalogueFile, readFileSync(catalogueFile, 'utf8'));
  if (!rules.ok) throw badDefinition(rules.error.map((mistake) => mistakeText(mistake)));
  const files = readdirSync(tablesFolder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({
      name: join(tablesFolder, name),
      text: readFileSync(join(tablesFolder, name), 'utf8'),
    }));
  const caseTables = parseCaseTables(files);
  if (!caseTables.ok) {
    throw badDefinition(caseTables.error.map((problem) => tableProblemText(problem)));
  }
  return {
    version,
    rules: rules.value,
    profiles: [...builtInProfiles, ...readShippedProfiles()],
    caseTables: caseTables.value,
  };
}

/** `file:line: key: reason`, as editors understand it. */
export function tableProblemText(
  { file, line, key, reason }: TableProblem,
  language: Language = 'en',
): string {
  return `${file}:${line}: ${key}: ${reason[language]}`;
}

function badDefinition(mistakes: readonly string[]): SluiceError {
  return new SluiceError(mistakes.join('\n'), {
    code: 'bad_definition',
    hint: 'mend the file and start again',
  });
}
