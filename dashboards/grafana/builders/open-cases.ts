// Open cases: what the hub sampled last, each case once, soonest due first.
import { influxMeasurements } from '../../../core/influx-schema.ts';
import { severityLooks } from '../../console/src/look/severity-look.ts';
import { calm, good } from './field-look.ts';
import { casePage } from './hub-links.ts';
import { tableTarget } from './influx.ts';
import { caseStates, severityNames, yesOrNo } from './look-words.ts';
import type { PanelText, PlacedPanel } from './panel.ts';
import { now, tags } from './questions.ts';
import type { Say } from './say.ts';
import { tablePanel } from './table-panel.ts';
import { groupRows, reducedName } from './transformations.ts';

const { openCases } = influxMeasurements;

/** How many cases are open that fulfil a condition. */
export function openCaseCount(where: string): string {
  return `SELECT count(distinct("case_id")) AS "count" FROM "${openCases.name}" WHERE ${where} AND ${now}`;
}

const shown = [
  ...['severity', 'point_name', 'unit_name', 'state', 'suspended', 'due_in_s', 'due_ms'],
] as const;

/** Of the samples of one case the newest counts. */
const newestOf = (field: string) => reducedName(field, 'lastNotNull');

export function openCasesPanel(
  say: Say,
  { where, ...text }: PanelText & { readonly where: string },
): PlacedPanel {
  const title = say({ zh: 'title_zh', en: 'title_en' });
  const fields = [title, ...shown];
  const query = `SELECT ${tags('case_id', ...fields)} FROM "${openCases.name}" WHERE ${where} AND ${now}`;
  const dueIn = say({ zh: '剩余时间', en: 'Due in' });
  return tablePanel({
    ...text,
    targets: [tableTarget('A', query)],
    transformations: [groupRows('case_id', fields, 'lastNotNull')],
    sortBy: { title: dueIn, descending: false },
    columns: [
      {
        field: 'case_id',
        title: say({ zh: '案件', en: 'Case' }),
        width: 140,
        links: [casePage(say)],
      },
      {
        field: newestOf('severity'),
        title: say({ zh: '级别', en: 'Severity' }),
        width: 80,
        mappings: [severityNames(say)],
        paint: 'background',
      },
      { field: newestOf(title), title: say({ zh: '事由', en: 'What' }) },
      { field: newestOf('point_name'), title: say({ zh: '点位', en: 'Point' }) },
      { field: newestOf('unit_name'), title: say({ zh: '责任单位', en: 'Unit' }) },
      {
        field: newestOf('state'),
        title: say({ zh: '状态', en: 'State' }),
        width: 90,
        mappings: [caseStates(say)],
      },
      {
        field: newestOf('suspended'),
        title: say({ zh: '挂账', en: 'Suspended' }),
        width: 80,
        mappings: [yesOrNo(say, { zh: '是', en: 'Yes' }, { zh: '否', en: 'No' }, calm)],
      },
      {
        field: newestOf('due_in_s'),
        title: dueIn,
        unit: 'dtdurations',
        decimals: 0,
        width: 150,
        paint: 'text',
        steps: [
          [null, severityLooks.red.fill],
          [0, severityLooks.yellow.fill],
          [1_800, good],
        ],
      },
      {
        field: newestOf('due_ms'),
        title: say({ zh: '截止', en: 'Due' }),
        unit: 'dateTimeAsLocal',
        width: 160,
      },
    ],
  });
}
