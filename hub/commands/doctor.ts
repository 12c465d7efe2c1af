// `sluice doctor`: looks at everything that a hub needs, and says of each thing that is wrong what to do about it.

import type { Label } from '../../core/label.ts';
import { about } from '../../core/said.ts';
import type { Finding } from '../doctor/finding.ts';
import { findings } from '../doctor/findings.ts';
import { terminalLanguage } from '../terminal-language.ts';

/** As wide as each other in either language. */
const marks: Readonly<Record<Finding['verdict'], Label>> = {
  ok: { zh: '正常', en: 'ok     ' },
  warning: { zh: '警告', en: 'warning' },
  failed: { zh: '故障', en: 'FAILED ' },
};
const toMend: Label = { zh: '      处理方法：', en: '         to mend it: ' };

export async function doctorCommand(options: { readonly json?: boolean }): Promise<number> {
  const found = await findings(process.env);
  const failed = found.filter(({ verdict }) => verdict === 'failed').length;
  const language = terminalLanguage();
  if (options.json === true) {
    // Programs know a check by its English name.
    const told = found.map(({ check, verdict, words, mend }) => ({
      ...{ check: check.en, verdict, words: words[language], mend: mend?.[language] ?? null },
    }));
    console.log(JSON.stringify({ ok: failed === 0, findings: told }));
  } else {
    for (const { check, verdict, words, mend } of found) {
      console.log(`${marks[verdict][language]}  ${about(check, words)[language]}`);
      if (mend !== null) console.log(`${toMend[language]}${mend[language]}`);
    }
  }
  return failed === 0 ? 0 : 1;
}
