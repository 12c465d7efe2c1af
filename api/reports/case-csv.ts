// Cases as a table that people open in a spreadsheet: words in their language, times by the clock of the town.
import { Temporal } from 'temporal-polyfill';
import { caseSourceLabels, caseStateLabels, responsibilityLabels } from '../../core/case-labels.ts';
import type { CsvCell } from '../../core/csv-line.ts';
import type { Label, Language } from '../../core/label.ts';
import type { Json } from '../../core/ports.ts';
import { severityLabels } from '../../core/severity-labels.ts';
import { parseInstant } from '../../core/time.ts';
import { csvText } from '../csv-text.ts';

export interface CaseCsvContext {
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  /** Names of units by id. */
  readonly unitNames: ReadonlyMap<string, string>;
}

interface Column {
  readonly label: Label;
  cell(subject: Json, context: CaseCsvContext): CsvCell;
}

const yes: Label = { zh: '是', en: 'yes' };

const plain = (name: string) => (subject: Json) => (subject[name] ?? null) as CsvCell;
const word =
  (name: string, labels: Readonly<Record<string, Label>>): Column['cell'] =>
  (subject, { language }) =>
    labels[String(subject[name])]?.[language] ?? null;
const flag =
  (name: string): Column['cell'] =>
  (subject, { language }) =>
    subject[name] === true ? yes[language] : '';
const instant =
  (name: string): Column['cell'] =>
  (subject, { timezone }) => {
    const at = parseInstant(subject[name]);
    if (at === null) return null;
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDateTime();
    return local.toString({ smallestUnit: 'second' }).replace('T', ' ');
  };

const columns: readonly Column[] = [
  { label: { zh: '案件编号', en: 'Case' }, cell: plain('id') },
  {
    label: { zh: '标题', en: 'Title' },
    cell: (subject, { language }) => (subject.titles as Label | undefined)?.[language] ?? null,
  },
  { label: { zh: '类别', en: 'Category' }, cell: plain('category') },
  { label: { zh: '情形', en: 'Condition' }, cell: plain('condition') },
  { label: { zh: '级别', en: 'Severity' }, cell: word('severity', severityLabels) },
  { label: { zh: '状态', en: 'State' }, cell: word('state', caseStateLabels) },
  { label: { zh: '挂账', en: 'Suspended' }, cell: flag('suspended') },
  {
    label: { zh: '责任单位', en: 'Unit' },
    cell: ({ unit_id: unit }, { unitNames }) =>
      typeof unit === 'string' ? (unitNames.get(unit) ?? unit) : null,
  },
  { label: { zh: '责任依据', en: 'Responsible as' }, cell: word('responsibility', responsibilityLabels) },
  { label: { zh: '来源', en: 'Source' }, cell: word('source', caseSourceLabels) },
  { label: { zh: '点位', en: 'Point' }, cell: plain('point_id') },
  { label: { zh: '经度', en: 'Longitude' }, cell: plain('lon') },
  { label: { zh: '纬度', en: 'Latitude' }, cell: plain('lat') },
  { label: { zh: '上报时间', en: 'Reported' }, cell: instant('reported_at') },
  { label: { zh: '派遣时间', en: 'Dispatched' }, cell: instant('dispatched_at') },
  { label: { zh: '办理时限', en: 'Due' }, cell: instant('due_at') },
  { label: { zh: '结案时间', en: 'Closed' }, cell: instant('closed_at') },
  { label: { zh: '超期', en: 'Overdue' }, cell: flag('overdue') },
  { label: { zh: '返工次数', en: 'Reworks' }, cell: plain('rework_count') },
  { label: { zh: '延期次数', en: 'Extensions' }, cell: plain('extension_count') },
  { label: { zh: '退回次数', en: 'Returns' }, cell: plain('return_count') },
  { label: { zh: '转办次数', en: 'Hand-offs' }, cell: plain('hand_off_count') },
  { label: { zh: '描述', en: 'Description' }, cell: plain('description') },
];

export function caseCsv(cases: readonly Json[], context: CaseCsvContext): string {
  const head = columns.map(({ label }) => label[context.language]);
  return csvText([head, ...cases.map((subject) => columns.map(({ cell }) => cell(subject, context)))]);
}
