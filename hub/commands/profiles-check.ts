// `sluice profiles check [FILE…]`: whether profiles can be used and their examples read as they say; each mistake with
// file, line, key and the mend.

import { mistakeText } from '../../core/yaml-mistakes.ts';
import { checkProfile } from '../../ingest/profiles/profile-file.ts';
import { CodecSandbox } from '../codecs/codec-sandbox.ts';
import { profileFiles, profileSource, shippedProfiles } from '../profile-folder.ts';
import { terminalLanguage } from '../terminal-language.ts';

export function profilesCheckCommand(files: readonly string[], options: { readonly json?: boolean }): number {
  const codecs = new CodecSandbox();
  const language = terminalLanguage();
  let failed = false;
  for (const file of files.length > 0 ? files : profileFiles(shippedProfiles)) {
    const checked = checkProfile(profileSource(file), codecs);
    if (!checked.ok) failed = true;
    if (options.json === true) {
      const mistakes = checked.ok
        ? []
        : checked.error.map((mistake) => ({ ...mistake, mend: mistake.mend[language] }));
      console.log(JSON.stringify({ file, profile: checked.ok ? checked.value.profile.id : null, mistakes }));
    } else if (checked.ok) {
      console.log(`${file}: no mistakes, ${checked.value.examples.length} examples read as they say`);
    } else {
      for (const mistake of checked.error) console.error(mistakeText(mistake, language));
    }
  }
  return failed ? 1 : 0;
}
