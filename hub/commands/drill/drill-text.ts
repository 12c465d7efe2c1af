// A drill's report on a terminal.
import type { Language } from '../../../core/label.ts';
import type { DrillReport } from './drill-report.ts';
import { reportSections, verdictOf } from './drill-rows.ts';

const marks = { ok: { zh: '合格  ', en: 'ok    ' }, failed: { zh: '不合格', en: 'FAILED' } } as const;

export function drillText(report: DrillReport, language: Language): string {
  const lines = reportSections(report).flatMap(({ title, rows }) => [
    '',
    title[language],
    ...rows.map((row) => `  ${row.title[language]}: ${row.words[language]}`),
  ]);
  const checks = report.checks.map(
    ({ ok, title, words }) =>
      `  ${marks[ok ? 'ok' : 'failed'][language]}  ${title[language]}: ${words[language]}`,
  );
  return [verdictOf(report)[language], ...checks, ...lines].join('\n');
}
