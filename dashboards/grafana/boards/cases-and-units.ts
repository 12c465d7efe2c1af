// Cases and the units that answer for them: what is open and due, who is late, how units did in the time that is shown.
import { influxMeasurements } from '../../../core/influx-schema.ts';
import type { Language } from '../../../core/label.ts';
import { severityLooks } from '../../console/src/look/severity-look.ts';
import type { Board } from '../builders/dashboard.ts';
import { calm, good, highIsBad, lowIsBad } from '../builders/field-look.ts';
import { grafana, seriesTarget, tableTarget } from '../builders/influx.ts';
import { caseStates } from '../builders/look-words.ts';
import { openCaseCount, openCasesPanel } from '../builders/open-cases.ts';
import type { PlacedPanel } from '../builders/panel.ts';
import { statPanel, timeSeriesPanel } from '../builders/panels.ts';
import { chosenPlace, inRange, now, placeChoices } from '../builders/questions.ts';
import { type Say, speaker } from '../builders/say.ts';
import { tablePanel } from '../builders/table-panel.ts';
import { groupRows, joinBy, reducedName } from '../builders/transformations.ts';

const { cases, openCases } = influxMeasurements;
const changes = `FROM "${cases.name}" WHERE ${chosenPlace} AND ${inRange}`;
/** The change that closed a case; what is remarked afterwards is another change. */
const closing = `${changes} AND "state" = 'closed' AND "action" = 'verify'`;
const reportedHere = `${changes} AND "reported_ms" >= ${grafana('__from')}`;

export function casesAndUnits(language: Language): Board {
  const say = speaker(language);
  return {
    name: 'cases-and-units',
    title: say({ zh: '案件与单位', en: 'Cases and units' }),
    description: say({ zh: '时限、超期与各单位指标', en: 'Deadlines, what is late, indicators of units' }),
    from: 'now-7d',
    refresh: '1m',
    variables: placeChoices(say),
    rows: [
      { panels: figures(say) },
      { panels: [openByUnit(say), indicators(say)] },
      {
        panels: [
          openCasesPanel(say, {
            title: say({ zh: '未结案件，按截止时间', en: 'Open cases, soonest due first' }),
            size: [24, 12],
            where: chosenPlace,
          }),
        ],
      },
      { panels: [flow(say), overdueTrend(say), byState(say)] },
    ],
  };
}

function figures(say: Say): PlacedPanel[] {
  const size = [4, 4] as const;
  const count = (colour: string) => ({
    decimals: 0,
    noValue: '0',
    steps: [
      [null, calm],
      [1, colour],
    ] as const,
  });
  const closed = `SELECT count(distinct("case_id")) AS "count" ${closing}`;
  return [
    statPanel({
      title: say({ zh: '未结案件', en: 'Open cases' }),
      size,
      targets: [seriesTarget('A', openCaseCount(chosenPlace))],
      look: count(severityLooks.blue.fill),
    }),
    statPanel({
      title: say({ zh: '已超期', en: 'Overdue' }),
      size,
      targets: [seriesTarget('A', openCaseCount(`"overdue" = 1 AND ${chosenPlace}`))],
      look: count(severityLooks.red.fill),
    }),
    statPanel({
      title: say({ zh: '1 小时内到期', en: 'Due within an hour' }),
      size,
      targets: [seriesTarget('A', openCaseCount(`"due_in_s" >= 0 AND "due_in_s" < 3600 AND ${chosenPlace}`))],
      look: count(severityLooks.yellow.fill),
    }),
    statPanel({
      title: say({ zh: '时段内上报', en: 'Reported in this time' }),
      size,
      targets: [seriesTarget('A', `SELECT count(distinct("case_id")) AS "count" ${reportedHere}`)],
      look: count(calm),
    }),
    statPanel({
      title: say({ zh: '时段内结案', en: 'Closed in this time' }),
      size,
      targets: [seriesTarget('A', closed)],
      look: count(good),
    }),
    statPanel({
      title: say({ zh: '按期结案率', en: 'Closed in time' }),
      size,
      targets: [seriesTarget('A', `SELECT 1 - mean("overdue") AS "in_time" ${closing}`)],
      look: { unit: 'percentunit', decimals: 1, noValue: '–', steps: lowIsBad(0.8, 0.95) },
    }),
  ];
}

function openByUnit(say: Say): PlacedPanel {
  const open = `FROM "${openCases.name}" WHERE ${chosenPlace} AND ${now}`;
  const late = say({ zh: '已超期', en: 'Overdue' });
  return tablePanel({
    title: say({ zh: '各单位未结案件', en: 'Open cases by unit' }),
    size: [10, 10],
    targets: [
      tableTarget(
        'A',
        `SELECT count(distinct("case_id")) AS "open", max("age_s") AS "age_s", min("due_in_s") AS "due_in_s" ${open} GROUP BY "unit_name"`,
      ),
      tableTarget(
        'B',
        `SELECT count(distinct("case_id")) AS "late" ${open} AND "overdue" = 1 GROUP BY "unit_name"`,
      ),
    ],
    transformations: joinBy('unit_name', ['open', 'age_s', 'due_in_s', 'late']),
    sortBy: { title: late, descending: true },
    columns: [
      { field: 'unit_name', title: say({ zh: '单位', en: 'Unit' }) },
      { field: 'open', title: say({ zh: '未结', en: 'Open' }), decimals: 0, width: 70 },
      {
        field: 'late',
        title: late,
        decimals: 0,
        width: 80,
        noValue: '0',
        steps: highIsBad(1, 1),
        paint: 'text',
      },
      {
        field: 'due_in_s',
        title: say({ zh: '最近截止', en: 'Next due in' }),
        unit: 'dtdurations',
        decimals: 0,
        width: 130,
      },
      {
        field: 'age_s',
        title: say({ zh: '最久未结', en: 'Oldest' }),
        unit: 'dtdurations',
        decimals: 0,
        width: 130,
      },
    ],
  });
}

function indicators(say: Say): PlacedPanel {
  const closed = say({ zh: '结案', en: 'Closed' });
  return tablePanel({
    title: say({ zh: '各单位指标（所示时段）', en: 'Indicators of units, in the time shown' }),
    description: say({
      zh: '按结案统计；考核用的完整指标表见监测平台。',
      en: 'Of the cases closed; the full table, for appraisal, is in the hub.',
    }),
    size: [14, 10],
    targets: [
      tableTarget(
        'A',
        `SELECT count(distinct("case_id")) AS "closed", 1 - mean("overdue") AS "in_time", sum("rework_count") AS "reworks", sum("extension_count") AS "extensions", sum("return_count") AS "returns" ${closing} GROUP BY "unit_name"`,
      ),
      tableTarget(
        'B',
        `SELECT count(distinct("case_id")) AS "reported" ${reportedHere} GROUP BY "unit_name"`,
      ),
    ],
    transformations: joinBy('unit_name', [
      'closed',
      'in_time',
      'reworks',
      'extensions',
      'returns',
      'reported',
    ]),
    sortBy: { title: closed, descending: true },
    columns: [
      { field: 'unit_name', title: say({ zh: '单位', en: 'Unit' }) },
      { field: 'reported', title: say({ zh: '受理', en: 'Received' }), decimals: 0, width: 90 },
      { field: 'closed', title: closed, decimals: 0, width: 80 },
      {
        field: 'in_time',
        title: say({ zh: '按期结案率', en: 'In time' }),
        unit: 'percentunit',
        decimals: 1,
        width: 110,
        steps: lowIsBad(0.8, 0.95),
        paint: 'text',
      },
      { field: 'reworks', title: say({ zh: '返工', en: 'Reworks' }), decimals: 0, width: 90 },
      { field: 'extensions', title: say({ zh: '延期', en: 'Extensions' }), decimals: 0, width: 100 },
      { field: 'returns', title: say({ zh: '回退', en: 'Returns' }), decimals: 0, width: 90 },
    ],
  });
}

function flow(say: Say): PlacedPanel {
  const each = 'GROUP BY time($__interval) fill(none)';
  return timeSeriesPanel(
    {
      title: say({ zh: '派遣与结案', en: 'Dispatched and closed' }),
      size: [8, 9],
      targets: [
        seriesTarget(
          'A',
          `SELECT count(distinct("case_id")) AS "count" ${changes} AND "state" = 'dispatched' ${each}`,
          say({ zh: '派遣', en: 'Dispatched' }),
        ),
        seriesTarget(
          'B',
          `SELECT count(distinct("case_id")) AS "count" ${closing} ${each}`,
          say({ zh: '结案', en: 'Closed' }),
        ),
      ],
      look: { decimals: 0, min: 0 },
    },
    { style: 'bars' },
  );
}

function overdueTrend(say: Say): PlacedPanel {
  const sampled = (where: string) =>
    `SELECT count("case_id") AS "count" FROM "${openCases.name}" WHERE ${where}${chosenPlace} AND ${inRange} GROUP BY time(1m) fill(none)`;
  const worst = (where: string) =>
    `SELECT max("count") AS "count" FROM (${sampled(where)}) WHERE ${inRange} GROUP BY time($__interval) fill(none)`;
  return timeSeriesPanel({
    title: say({ zh: '未结与超期', en: 'Open and overdue' }),
    size: [8, 9],
    targets: [
      seriesTarget('A', worst(''), say({ zh: '未结', en: 'Open' })),
      seriesTarget('B', worst('"overdue" = 1 AND '), say({ zh: '超期', en: 'Overdue' })),
    ],
    look: { decimals: 0, min: 0 },
  });
}

function byState(say: Say): PlacedPanel {
  const count = say({ zh: '案件', en: 'Cases' });
  const state = reducedName('state', 'lastNotNull');
  return tablePanel({
    title: say({ zh: '未结案件的状态', en: 'States of open cases' }),
    size: [8, 9],
    targets: [
      tableTarget('A', `SELECT "case_id", "state" FROM "${openCases.name}" WHERE ${chosenPlace} AND ${now}`),
    ],
    transformations: [groupRows('case_id', ['state'], 'lastNotNull'), groupRows(state, ['case_id'], 'count')],
    sortBy: { title: count, descending: true },
    columns: [
      {
        field: state,
        title: say({ zh: '状态', en: 'State' }),
        mappings: [caseStates(say)],
      },
      { field: reducedName('case_id', 'count'), title: count, decimals: 0 },
    ],
  });
}
