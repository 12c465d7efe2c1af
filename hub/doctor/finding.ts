// What the doctor found out about one thing, and what a person can do about it.
import type { Label } from '../../core/label.ts';

export interface Finding {
  /** What was looked at, such as `disk space`. */
  readonly check: Label;
  readonly verdict: 'ok' | 'warning' | 'failed';
  readonly words: Label;
  /** `null` where nothing is to be done. */
  readonly mend: Label | null;
}

export function ok(check: Label, words: Label): Finding {
  return { check, verdict: 'ok', words, mend: null };
}

export function warning(check: Label, words: Label, mend: Label): Finding {
  return { check, verdict: 'warning', words, mend };
}

export function failed(check: Label, words: Label, mend: Label): Finding {
  return { check, verdict: 'failed', words, mend };
}

/** What is looked at. */
export const checks = {
  settings: { zh: '设置', en: 'settings' },
  definitions: { zh: '规则与型号', en: 'definitions' },
  dataFolder: { zh: '数据目录', en: 'data folder' },
  diskSpace: { zh: '磁盘空间', en: 'disk space' },
  database: { zh: '数据库', en: 'database' },
  clock: { zh: '时钟', en: 'clock' },
  ports: { zh: '端口', en: 'ports' },
  hub: { zh: '平台', en: 'hub' },
  certificate: { zh: '证书', en: 'certificate' },
} as const satisfies Readonly<Record<string, Label>>;
