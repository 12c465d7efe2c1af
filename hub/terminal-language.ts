// The language of the terminal that a command runs in, for what the command line says in both.
import type { Language } from '../core/label.ts';

/** As POSIX has it: `LC_ALL` before `LC_MESSAGES` before `LANG`, the first that says something. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>> = process.env): Language {
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  return /^zh/i.test(locale ?? '') ? 'zh' : 'en';
}
