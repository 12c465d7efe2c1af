// `sluice rules check [FILE]`: whether a catalogue can be used; each mistake with file, line, key and the mend.

import { mistakeText } from '../../core/yaml-mistakes.ts';
import { parseCatalogue } from '../../rules/catalogue.ts';
import { readNamedText } from '../read-named-file.ts';
import { catalogueFile } from '../release.ts';
import { terminalLanguage } from '../terminal-language.ts';

export function rulesCheckCommand(file: string | undefined, options: { readonly json?: boolean }): number {
  const path = file ?? catalogueFile;
  const language = terminalLanguage();
  const checked = parseCatalogue(path, readNamedText(path));
  if (options.json === true) {
    const mistakes = checked.ok
      ? []
      : checked.error.map((mistake) => ({ ...mistake, mend: mistake.mend[language] }));
    console.log(JSON.stringify({ file: path, rules: checked.ok ? checked.value.length : null, mistakes }));
  } else if (checked.ok) {
    console.log(`${path}: ${checked.value.length} rules, no mistakes`);
  } else {
    for (const mistake of checked.error) console.error(mistakeText(mistake, language));
  }
  return checked.ok ? 0 : 1;
}
