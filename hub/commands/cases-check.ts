// `sluice cases check [FILE…]`: whether files of case tables can be used, together with the built-in ones for
// whatever they leave out; each mistake with file, line and key.
import { parseCaseTables } from '../../cases/case-tables.ts';
import { readNamedText } from '../read-named-file.ts';
import { readRelease, tableProblemText } from '../release.ts';

export function casesCheckCommand(files: readonly string[], options: { readonly json?: boolean }): number {
  const texts = files.map((name) => ({ name, text: readNamedText(name) }));
  const checked = parseCaseTables(texts, readRelease().caseTables);
  const problems = checked.ok ? [] : checked.error;
  if (options.json === true) console.log(JSON.stringify({ files, ok: checked.ok, mistakes: problems }));
  else if (checked.ok)
    console.log(`${files.length === 0 ? 'built-in tables' : files.join(', ')}: no mistakes`);
  else for (const problem of problems) console.error(tableProblemText(problem));
  return checked.ok ? 0 : 1;
}
