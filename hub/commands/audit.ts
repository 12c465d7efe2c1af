// `sluice audit verify`: whether who did what was kept as it was written. The head it prints, noted elsewhere and
// given back with --head later, also shows whether the log was cut off at its end.

import { SluiceError } from '../../core/error.ts';
import { verifyAudit } from '../../store/verify-audit.ts';
import { readSettings } from '../config.ts';
import { terminalLanguage } from '../terminal-language.ts';

export interface AuditVerifyOptions {
  /** As an earlier call printed it: `entries:hash`. */
  readonly head?: string;
  readonly json?: boolean;
}

export function auditVerifyCommand({ head, json }: AuditVerifyOptions): number {
  const settings = readSettings(process.env);
  const check = verifyAudit(settings.data_dir, head === undefined ? null : parseHead(head));
  const { broken } = check;
  const reason = broken?.reason[terminalLanguage()];
  if (json === true) {
    console.log(JSON.stringify({ ...check, broken: broken === null ? null : { ...broken, reason } }));
  } else if (broken === null)
    console.log(`${check.entries} entries, unbroken; head ${check.entries}:${check.head}`);
  else console.error(`entry ${broken.id}: ${reason}; the ${check.entries} before it are as written`);
  return check.broken === null ? 0 : 1;
}

function parseHead(text: string): { readonly entries: number; readonly hash: string } {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text.trim());
  if (match !== null) return { entries: Number(match[1]), hash: match[2] ?? '' };
  throw new SluiceError(`--head ${text} is none`, {
    code: 'bad_option',
    hint: 'give it as `sluice audit verify` printed it: 123:4f0c…',
  });
}
