// `sluice doctor`: looks at everything that a hub needs, and says of each thing that is wrong what to do about it.

import type { Finding } from '../doctor/finding.ts';
import { findings } from '../doctor/findings.ts';

const marks: Readonly<Record<Finding['verdict'], string>> = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'FAILED ',
};

export async function doctorCommand(options: { readonly json?: boolean }): Promise<number> {
  const found = await findings(process.env);
  const failed = found.filter(({ verdict }) => verdict === 'failed').length;
  if (options.json === true) {
    console.log(JSON.stringify({ ok: failed === 0, findings: found }));
  } else {
    for (const { check, verdict, words, mend } of found) {
      console.log(`${marks[verdict]}  ${check}: ${words}`);
      if (mend !== null) console.log(`         to mend it: ${mend}`);
    }
  }
  return failed === 0 ? 0 : 1;
}
