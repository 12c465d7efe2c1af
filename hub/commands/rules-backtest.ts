// `sluice rules backtest`: what other rules would have done, over the journal of a hub, running or not, or over a CSV.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SluiceError } from '../../core/error.ts';
import type { JournalHistory } from '../../core/journal.ts';
import { mistakeText } from '../../core/yaml-mistakes.ts';
import { parseCatalogue } from '../../rules/catalogue.ts';
import type { Rule } from '../../rules/rule-definition.ts';
import { openJournalHistory } from '../../store/journal-history.ts';
import { runBacktest } from '../backtest/backtest.ts';
import { backtestText } from '../backtest/backtest-text.ts';
import { readSettings } from '../config.ts';
import { readNamed } from '../read-named-file.ts';
import { terminalLanguage } from '../terminal-language.ts';
import { instantOption } from './instant-option.ts';
import { progressBar } from './progress-bar.ts';

export interface RulesBacktestOptions {
  readonly from?: string;
  readonly to?: string;
  readonly rules?: string;
  readonly csv?: string;
  readonly json?: boolean;
}

export function rulesBacktestCommand(options: RulesBacktestOptions): number {
  const now = Date.now();
  const rules = options.rules === undefined ? null : readRules(options.rules);
  const csv = options.csv === undefined ? null : readText(options.csv);
  const from = instantOption('--from', options.from);
  const to = instantOption('--to', options.to) ?? (csv === null ? now : null);
  if (csv === null && from === null) {
    const hint = 'add --from, such as 2026-07-01T00:00:00+08:00, or --csv FILE';
    throw new SluiceError('say from when on to look back', { code: 'bad_option', hint });
  }
  const history = openHistory(csv !== null);
  const bar = progressBar(csv === null ? 'records' : 'reports');
  try {
    const onProgress = (done: number, total: number) => bar.update(done, total);
    const report = runBacktest({ history, from, to, rules, csv, now, budgetMs: null, onProgress });
    bar.stop();
    console.log(options.json === true ? JSON.stringify(report) : backtestText(report));
    return 0;
  } finally {
    bar.stop();
    history?.close();
  }
}

/** A CSV can be tried without a hub. */
function openHistory(isOptional: boolean): JournalHistory | null {
  const { data_dir: dataDir } = readSettings(process.env);
  if (isOptional && !existsSync(join(dataDir, 'sluice.db'))) return null;
  return openJournalHistory(dataDir);
}

function readRules(file: string): readonly Rule[] {
  const parsed = parseCatalogue(file, readText(file));
  if (parsed.ok) return parsed.value;
  throw new SluiceError(parsed.error.map((mistake) => mistakeText(mistake, terminalLanguage())).join('\n'), {
    code: 'bad_definition',
  });
}

function readText(file: string): string {
  return readNamed(file, () => {
    const bytes = readFileSync(file);
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  });
}
