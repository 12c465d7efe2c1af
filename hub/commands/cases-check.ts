// `sluice cases check [FILE…]`: whether files of case tables can be used, together with the built-in ones for
// whatever they leave out; each mistake with file, line and key.

import { parseCaseTables } from '../../cases/case-tables.ts';
import { readNamedText } from '../read-named-file.ts';
import { readRelease, tableProblemText } from '../release.ts';
import { terminalLanguage } from '../terminal-language.ts';

export function casesCheckCommand(files: readonly string[], options: { readonly json?: boolean }): number {
  const texts = files.map((name) => ({ name, text: readNamedText(name) }));
  const checked = parseCaseTables(texts, readRelease().caseTables);
  const problems = checked.ok ? [] : checked.error;
  const language = terminalLanguage();
  const mistakes = problems.map((problem) => ({ ...problem, reason: problem.reason[language] }));
  if (options.json === true) console.log(JSON.stringify({ files, ok: checked.ok, mistakes }));
  else if (checked.ok)
    console.log(`${files.length === 0 ? 'built-in tables' : files.join(', ')}: no mistakes`);
  else for (const problem of problems) console.error(tableProblemText(problem, language));
  return checked.ok ? 0 : 1;
}
