// Tries rules over the past: the same fold runs twice, with the rules as they were and with others, and what became
// of alarms and cases is compared.
import { SluiceError } from '../../core/error.ts';
import type { JournalHistory } from '../../core/journal.ts';
import type { JournalRecord } from '../../core/record.ts';
import { type EpochMs, secondMs } from '../../core/time.ts';
import { type Rule, ruleSchema } from '../../rules/rule-definition.ts';
import { PastStates } from '../history/past-state.ts';
import { readRelease } from '../release.ts';
import { type BacktestReport, backtestReport } from './backtest-report.ts';
import { csvTown } from './csv-town.ts';
import { type CsvReport, readReadingsCsv } from './readings-csv.ts';
import { TwoWorlds } from './two-worlds.ts';

export interface BacktestOptions {
  /** Its past, registry and rules; `null` where there is no hub, for a CSV alone. */
  readonly history: JournalHistory | null;
  /** `null`: as far as the CSV goes. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** Rules to try, each in the place of the one of its id; others stay. `null` tries those in force now. */
  readonly rules: readonly Rule[] | null;
  /** Readings instead of the journal. */
  readonly csv: string | null;
  /** The hub's clock. */
  readonly now: EpochMs;
  /** Longest that it may take, ms; `null` does not ask. */
  readonly budgetMs: number | null;
  /** `done` of `total`, of whatever the source counts. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Records between two looks at the clock. */
const stride = 2_000;

/**
 * Throws a `SluiceError`: `bad_csv`, `bad_range`, `no_rules`, `beyond_retention`, or `too_much_to_rebuild` where the
 * budget is not enough.
 */
export function runBacktest(options: BacktestOptions): BacktestReport {
  const startedAt = performance.now();
  const report = options.csv === null ? overJournal(options) : overCsv(options, options.csv);
  return { ...report, took_ms: Math.round(performance.now() - startedAt) };
}

function overJournal(options: BacktestOptions): BacktestReport {
  const { history, from, to, now } = options;
  if (history === null)
    throw new SluiceError('there is no journal', { code: 'no_journal', hint: 'name a CSV' });
  if (from === null || to === null || from > to) {
    const message = {
      zh: '对日志回测应从一个时刻到更晚的时刻',
      en: 'a back-test over the journal runs from one moment to a later one',
    };
    throw new SluiceError(message, {
      code: 'bad_range',
      hint: {
        zh: '请填写 from 和 to，例如 2026-07-01T00:00:00+08:00',
        en: 'give from and to, such as 2026-07-01T00:00:00+08:00',
      },
    });
  }
  const until = Math.min(to, now);
  const states = new PastStates(history, { budgetMs: options.budgetMs });
  const rules = options.rules ?? history.rules().map(({ definition }) => ruleSchema.parse(definition));
  const { fold, position } = states.at(from);
  const beginning = { rows: fold.dump(), position, at: from, hasTicks: true };
  const worlds = new TwoWorlds(beginning, rules);
  const last = history.position();
  const step = stepper(options, (done) => [done, last - position]);
  for (const { position: at, record } of history.records(position)) {
    if (record.receivedAt > until) break;
    worlds.apply(record);
    step(at - position);
  }
  worlds.gather();
  return backtestReport({ source: 'journal', from, to: until, worlds, rules, csv: null });
}

function overCsv(options: BacktestOptions, text: string): BacktestReport {
  const { history, now } = options;
  const csv = readReadingsCsv(text);
  const { from, to } = options;
  const reports = csv.reports.filter(({ ts }) => (from === null || ts >= from) && (to === null || ts <= to));
  const first = reports[0]?.receivedAt ?? from ?? now;
  const last = reports.at(-1)?.receivedAt ?? first;
  const rows = history === null ? [] : new PastStates(history, { budgetMs: null }).at(now).fold.dump();
  const town = csvTown(first, reports, rows, readRelease());
  const rules = options.rules ?? [];
  const worlds = new TwoWorlds({ rows: [], position: 0, at: first, hasTicks: false }, rules);
  for (const record of town.records) worlds.apply(record);
  const step = stepper(options, (done) => [done, reports.length]);
  for (const [index, report] of reports.entries()) {
    worlds.apply(recordOf(report));
    step(index + 1);
  }
  worlds.gather();
  return backtestReport({
    ...{ source: 'csv', from: first, to: last, worlds, rules },
    csv: { rejected: csv.rejectedCount, first_rejected: csv.rejected, made_devices: town.made },
  });
}

const encoder = new TextEncoder();

/** As the device would have sent it. */
function recordOf({ deviceId, ts, receivedAt, seq, values }: CsvReport): JournalRecord {
  const body = seq === null ? { ts, ...values } : { ts, seq, ...values };
  return {
    kind: 'message',
    receivedAt,
    by: deviceId,
    topic: `devices/${deviceId}/telemetry`,
    payload: encoder.encode(JSON.stringify(body)),
  };
}

/** Tells the progress now and then, and throws where the time is over. */
function stepper(
  { budgetMs, onProgress }: BacktestOptions,
  progress: (done: number) => readonly [done: number, total: number],
): (done: number) => void {
  const endsAt = budgetMs === null ? Number.POSITIVE_INFINITY : performance.now() + budgetMs;
  let count = 0;
  return (done) => {
    count += 1;
    if (count % stride !== 0) return;
    onProgress?.(...progress(done));
    if (performance.now() < endsAt) return;
    const seconds = (budgetMs ?? 0) / secondMs;
    const message = { zh: `回测超过 ${seconds} 秒`, en: `the back-test takes longer than ${seconds} s` };
    throw new SluiceError(message, {
      code: 'too_much_to_rebuild',
      hint: {
        zh: `已处理 ${count} 条记录；请缩短时段，或用不限时的 "sluice rules backtest"`,
        en: `it had come through ${count} records; take a shorter time, or "sluice rules backtest" which takes its time`,
      },
    });
  };
}
