// `sluice cases check [FILE…]`: whether files of case tables can be used, together with the built-in ones for
// whatever they leave out; each mistake with file, line and key.
import { readFileSync } from 'node:fs';
import { parseCaseTables } from '../../cases/case-tables.ts';
import { messageOf, SluiceError } from '../../core/error.ts';
import { readRelease, tableProblemText } from '../release.ts';

export function casesCheckCommand(files: readonly string[], options: { readonly json?: boolean }): number {
  const texts = files.map((name) => ({ name, text: readText(name) }));
  const checked = parseCaseTables(texts, readRelease().caseTables);
  const problems = checked.ok ? [] : checked.error;
  if (options.json === true) console.log(JSON.stringify({ files, ok: checked.ok, mistakes: problems }));
  else if (checked.ok)
    console.log(`${files.length === 0 ? 'built-in tables' : files.join(', ')}: no mistakes`);
  else for (const problem of problems) console.error(tableProblemText(problem));
  return checked.ok ? 0 : 1;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new SluiceError(`${path} cannot be read: ${messageOf(thrown)}`, { code: 'bad_file' });
  }
}
