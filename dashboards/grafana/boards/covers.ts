// Manhole covers: which are displaced or in danger, where, whose they are, and how hard traffic strikes them.
import { influxMeasurements } from '../../../core/influx-schema.ts';
import type { Language } from '../../../core/label.ts';
import { severityLooks } from '../../console/src/look/severity-look.ts';
import type { Board } from '../builders/dashboard.ts';
import { calm, good, highIsBad, severityRankSteps } from '../builders/field-look.ts';
import { geomapPanel } from '../builders/geomap-panel.ts';
import { pointPage } from '../builders/hub-links.ts';
import { seriesTarget, tableTarget } from '../builders/influx.ts';
import { severityRanks } from '../builders/look-words.ts';
import { openCasesPanel } from '../builders/open-cases.ts';
import type { PlacedPanel } from '../builders/panel.ts';
import { statPanel, timeSeriesPanel } from '../builders/panels.ts';
import { chosenPlace, countOf, inRange, last, now, placeChoices, tags } from '../builders/questions.ts';
import { type Say, speaker } from '../builders/say.ts';
import { tablePanel } from '../builders/table-panel.ts';
import { joinBy, onlyWith } from '../builders/transformations.ts';

const { readings, points, devices, alarms, units } = influxMeasurements;
const covers = `"kind" = 'cover' AND ${chosenPlace}`;

const stands = (by: readonly string[], ...fields: readonly string[]) =>
  `SELECT ${last(...fields)} FROM "${points.name}" WHERE ${covers} AND ${now} GROUP BY ${tags('point', ...by)}`;

export function coverBoard(language: Language): Board {
  const say = speaker(language);
  return {
    name: 'covers',
    title: say({ zh: '井盖', en: 'Covers' }),
    description: say({
      zh: '井盖告警、权属与冲击',
      en: 'Alarms of covers, whose they are, how they are struck',
    }),
    from: 'now-24h',
    refresh: '30s',
    variables: placeChoices(say),
    rows: [
      { panels: figures(say) },
      { panels: [map(say), inAlarm(say)] },
      { panels: [byUnit(say), raised(say), struck(say)] },
      {
        panels: [
          openCasesPanel(say, {
            title: say({ zh: '未结井盖案件', en: 'Open cases of covers' }),
            size: [24, 9],
            where: `"category" =~ /^01-/ AND ${chosenPlace}`,
          }),
        ],
      },
    ],
  };
}

function figures(say: Say): PlacedPanel[] {
  const size = [6, 4] as const;
  const count = { decimals: 0, noValue: '0' };
  const worst = stands([], 'severity_rank');
  const status = `SELECT ${last('online')} FROM "${devices.name}" WHERE ${covers} AND ${now} GROUP BY "device"`;
  const stat = (title: string, query: string, colour: string) =>
    statPanel({
      title,
      size,
      targets: [seriesTarget('A', query)],
      look: {
        ...count,
        steps: [
          [null, calm],
          [1, colour],
        ],
      },
    });
  return [
    stat(
      say({ zh: '监测井盖', en: 'Covers watched' }),
      `SELECT count("severity_rank") AS "count" FROM (${worst})`,
      good,
    ),
    stat(
      say({ zh: '告警井盖', en: 'Covers in alarm' }),
      countOf('severity_rank', worst, '"severity_rank" >= 1'),
      severityLooks.yellow.fill,
    ),
    stat(
      say({ zh: '橙色、红色', en: 'Orange and red' }),
      countOf('severity_rank', worst, '"severity_rank" >= 3'),
      severityLooks.red.fill,
    ),
    stat(
      say({ zh: '失联设备', en: 'Silent devices' }),
      countOf('online', status, '"online" = 0'),
      severityLooks.orange.fill,
    ),
  ];
}

function map(say: Say): PlacedPanel {
  return geomapPanel({
    title: say({ zh: '井盖地图', en: 'Map of covers' }),
    size: [12, 14],
    targets: [tableTarget('A', stands(['point_name'], 'lon', 'lat', 'severity_rank'))],
    layer: say({ zh: '井盖', en: 'Covers' }),
    mark: { field: 'severity_rank', radius_px: [2, 14] },
    fields: {
      severity_rank: {
        title: say({ zh: '告警', en: 'Alarm' }),
        mappings: [severityRanks(say)],
        steps: severityRankSteps,
        min: 0,
        max: 4,
      },
      point_name: { title: say({ zh: '井盖', en: 'Cover' }), links: [pointPage(say)] },
    },
  });
}

function inAlarm(say: Say): PlacedPanel {
  const severity = say({ zh: '级别', en: 'Severity' });
  const query = `SELECT "severity_rank", "rule", "address" FROM (${stands(['point_name', 'unit'], 'severity_rank', 'rule', 'address')}) WHERE "severity_rank" >= 1 GROUP BY ${tags('point', 'point_name', 'unit')}`;
  return tablePanel({
    title: say({ zh: '告警井盖', en: 'Covers in alarm' }),
    size: [12, 14],
    targets: [tableTarget('A', query)],
    sortBy: { title: severity, descending: true },
    columns: [
      { field: 'point', hidden: true },
      { field: 'point_name', title: say({ zh: '井盖', en: 'Cover' }), links: [pointPage(say)] },
      {
        field: 'severity_rank',
        title: severity,
        width: 80,
        mappings: [severityRanks(say)],
        paint: 'background',
      },
      { field: 'rule', title: say({ zh: '规则', en: 'Rule' }), width: 160 },
      { field: 'address', title: say({ zh: '地址', en: 'Address' }) },
    ],
  });
}

function byUnit(say: Say): PlacedPanel {
  const worst = stands(['unit'], 'severity_rank');
  const alarmed = say({ zh: '告警井盖', en: 'Covers in alarm' });
  return tablePanel({
    title: say({ zh: '各养护单位', en: 'By the unit that answers' }),
    size: [8, 9],
    targets: [
      tableTarget('A', `SELECT count("severity_rank") AS "covers" FROM (${worst}) GROUP BY "unit"`),
      tableTarget('B', countOf('severity_rank', worst, '"severity_rank" >= 1', ['unit'])),
      tableTarget('C', `SELECT ${last('name')} FROM "${units.name}" WHERE ${now} GROUP BY "unit"`),
    ],
    transformations: [...joinBy('unit', ['name', 'covers', 'count']), onlyWith('covers')],
    sortBy: { title: alarmed, descending: true },
    columns: [
      { field: 'name', title: say({ zh: '单位', en: 'Unit' }) },
      { field: 'covers', title: say({ zh: '井盖', en: 'Covers' }), decimals: 0, width: 80 },
      { field: 'count', title: alarmed, decimals: 0, width: 110, noValue: '0' },
    ],
  });
}

function raised(say: Say): PlacedPanel {
  const query = `SELECT count("alarm_id") AS "count" FROM "${alarms.name}" WHERE ${covers} AND "change" = 'raised' AND ${inRange} GROUP BY time($__interval), "rule" fill(none)`;
  return timeSeriesPanel(
    {
      title: say({ zh: '新增告警', en: 'Alarms raised' }),
      size: [8, 9],
      targets: [seriesTarget('A', query, '$tag_rule')],
      look: { decimals: 0, min: 0 },
    },
    { style: 'stacked' },
  );
}

function struck(say: Say): PlacedPanel {
  const hardest = say({ zh: '最大冲击', en: 'Hardest' });
  const each = `SELECT max("shock_g") AS "shock_g" FROM "${readings.name}" WHERE ${covers} AND ${inRange} GROUP BY ${tags('point', 'point_name')}`;
  return tablePanel({
    title: say({ zh: '冲击最强的 20 个井盖', en: 'The 20 covers that are struck hardest' }),
    size: [8, 9],
    targets: [
      tableTarget(
        'A',
        `SELECT top("shock_g", 20) AS "shock_g", ${tags('point', 'point_name')} FROM (${each})`,
      ),
    ],
    sortBy: { title: hardest, descending: true },
    columns: [
      { field: 'point', hidden: true },
      { field: 'point_name', title: say({ zh: '井盖', en: 'Cover' }), links: [pointPage(say)] },
      {
        field: 'shock_g',
        title: hardest,
        unit: 'accG',
        decimals: 1,
        width: 100,
        steps: highIsBad(2, 5),
        paint: 'text',
      },
    ],
  });
}
