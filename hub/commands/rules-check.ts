// `sluice rules check [FILE]`: whether a catalogue can be used; each mistake with file, line, key and the mend.
import { readFileSync } from 'node:fs';
import { messageOf, SluiceError } from '../../core/error.ts';
import { mistakeText } from '../../core/yaml-mistakes.ts';
import { parseCatalogue } from '../../rules/catalogue.ts';
import { catalogueFile } from '../release.ts';

export function rulesCheckCommand(file: string | undefined, options: { readonly json?: boolean }): number {
  const path = file ?? catalogueFile;
  const checked = parseCatalogue(path, readText(path));
  if (options.json === true) {
    const mistakes = checked.ok ? [] : checked.error;
    console.log(JSON.stringify({ file: path, rules: checked.ok ? checked.value.length : null, mistakes }));
  } else if (checked.ok) {
    console.log(`${path}: ${checked.value.length} rules, no mistakes`);
  } else {
    for (const mistake of checked.error) console.error(mistakeText(mistake));
  }
  return checked.ok ? 0 : 1;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new SluiceError(`${path} cannot be read: ${messageOf(thrown)}`, { code: 'bad_file' });
  }
}
