// For the wall during rain: where the water stands and rises, how much it rains against the warning levels, which
// flood cases are open, what is late.
import { influxMeasurements } from '../../../core/influx-schema.ts';
import type { Language } from '../../../core/label.ts';
import { depthLevels_mm, severityLooks } from '../../console/src/look/severity-look.ts';
import { type Board, boardUrl } from '../builders/dashboard.ts';
import { calm, depthSteps, good, highIsBad, type Steps } from '../builders/field-look.ts';
import { geomapPanel } from '../builders/geomap-panel.ts';
import { pointPage } from '../builders/hub-links.ts';
import { grafana, seriesTarget, tableTarget } from '../builders/influx.ts';
import { severityRanks } from '../builders/look-words.ts';
import { openCaseCount, openCasesPanel } from '../builders/open-cases.ts';
import type { PlacedPanel } from '../builders/panel.ts';
import { barGaugePanel, statPanel, timeSeriesPanel } from '../builders/panels.ts';
import {
  chosen,
  chosenPlace,
  countOf,
  inRange,
  last,
  now,
  placeChoices,
  upTo,
} from '../builders/questions.ts';
import { type Say, speaker } from '../builders/say.ts';
import { tablePanel } from '../builders/table-panel.ts';
import { joinBy } from '../builders/transformations.ts';

const { readings, points, devices } = influxMeasurements;

/** Waterlogging on the road, in the table of categories. */
const floodCategory = `"category" = '05-06'`;
const atFloodPoints = `"kind" = 'flood' AND ${chosenPlace}`;
/** A gauge that said nothing for this long says nothing about now. */
const freshMinutes = 30;

const depthNow = `SELECT ${last('depth_mm')} FROM "${readings.name}" WHERE ${atFloodPoints} AND "quality" = 'good' AND ${upTo(freshMinutes)} GROUP BY "point", "point_name"`;

export function rainstorm(language: Language): Board {
  const say = speaker(language);
  return {
    name: 'rainstorm',
    title: say({ zh: '暴雨值守', en: 'Rainstorm' }),
    description: say({
      zh: '大屏：积水点、雨量、积水案件、超期',
      en: 'For the wall: flood points, rain, flood cases, what is late',
    }),
    from: 'now-6h',
    refresh: '10s',
    variables: placeChoices(say),
    rows: [
      { panels: figures(say) },
      { panels: [map(say), ranked(say, language)] },
      { panels: [depths(say), rain(say), warnings(say)] },
      {
        panels: [
          openCasesPanel(say, {
            title: say({ zh: '未结积水案件', en: 'Open flood cases' }),
            size: [12, 9],
            where: `${floodCategory} AND ${chosenPlace}`,
          }),
          openCasesPanel(say, {
            title: say({ zh: '已超期案件（全部类别）', en: 'Cases that are late, of all categories' }),
            size: [12, 9],
            where: `"overdue" = 1 AND ${chosenPlace}`,
          }),
        ],
      },
    ],
  };
}

function figures(say: Say): PlacedPanel[] {
  const size = [4, 4] as const;
  const none = { noValue: '0', decimals: 0 };
  const wetter = (level_mm: number) => countOf('depth_mm', depthNow, `"depth_mm" >= ${level_mm}`);
  const silent = `SELECT ${last('online')} FROM "${devices.name}" WHERE ${atFloodPoints} AND ${now} GROUP BY "device"`;
  return [
    statPanel({
      title: say({ zh: '最深积水', en: 'Deepest water' }),
      size,
      targets: [seriesTarget('A', `SELECT max("depth_mm") AS "depth_mm" FROM (${depthNow})`)],
      look: { unit: 'lengthmm', decimals: 0, steps: depthSteps },
    }),
    statPanel({
      title: say({ zh: '积水点（≥5 厘米）', en: 'Under water (5 cm or more)' }),
      size,
      targets: [seriesTarget('A', wetter(depthLevels_mm.blue))],
      look: { ...none, steps: atOnce(severityLooks.blue.fill) },
    }),
    statPanel({
      title: say({ zh: '应封闭道路（≥25 厘米）', en: 'Roads to close (25 cm or more)' }),
      size,
      targets: [seriesTarget('A', wetter(depthLevels_mm.orange))],
      look: { ...none, steps: atOnce(severityLooks.orange.fill) },
    }),
    statPanel({
      title: say({ zh: '未结积水案件', en: 'Open flood cases' }),
      size,
      targets: [seriesTarget('A', openCaseCount(`${floodCategory} AND ${chosenPlace}`))],
      look: { ...none, steps: atOnce(severityLooks.yellow.fill) },
    }),
    statPanel({
      title: say({ zh: '超期案件', en: 'Overdue cases' }),
      size,
      targets: [seriesTarget('A', openCaseCount(`"overdue" = 1 AND ${chosenPlace}`))],
      look: { ...none, steps: atOnce(severityLooks.red.fill) },
    }),
    statPanel({
      title: say({ zh: '失联的积水监测设备', en: 'Silent flood gauges' }),
      size,
      targets: [seriesTarget('A', countOf('online', silent, '"online" = 0'))],
      look: { ...none, steps: atOnce(severityLooks.red.fill) },
    }),
  ];
}

/** Calm at none, coloured from the first on. */
function atOnce(colour: string): Steps {
  return [
    [null, calm],
    [1, colour],
  ];
}

function map(say: Say): PlacedPanel {
  const stands = `SELECT ${last('lon', 'lat', 'depth_mm', 'severity_rank')} FROM "${points.name}" WHERE ${atFloodPoints} AND ${now} GROUP BY "point", "point_name"`;
  return geomapPanel({
    title: say({ zh: '积水点地图', en: 'Map of flood points' }),
    size: [13, 16],
    targets: [tableTarget('A', stands)],
    layer: say({ zh: '积水点', en: 'Flood points' }),
    mark: { field: 'depth_mm', radius_px: [6, 26] },
    label: 'point_name',
    fields: {
      depth_mm: {
        title: say({ zh: '水深', en: 'Depth' }),
        unit: 'lengthmm',
        decimals: 0,
        min: 0,
        max: depthLevels_mm.red,
        steps: depthSteps,
      },
      point_name: { title: say({ zh: '积水点', en: 'Flood point' }), links: [pointPage(say)] },
      severity_rank: { title: say({ zh: '告警', en: 'Alarm' }), mappings: [severityRanks(say)] },
    },
  });
}

function ranked(say: Say, language: Language): PlacedPanel {
  const risen = `SELECT last("depth_mm") - first("depth_mm") AS "rise_mm" FROM "${readings.name}" WHERE ${atFloodPoints} AND "quality" = 'good' AND ${upTo(10)} GROUP BY "point"`;
  const stands = `SELECT ${last('severity_rank', 'depth_ms')} FROM "${points.name}" WHERE ${atFloodPoints} AND ${now} GROUP BY "point"`;
  const depth = say({ zh: '水深', en: 'Depth' });
  const history = {
    title: say({ zh: '历史曲线', en: 'History' }),
    url: boardUrl('flood-point', language, `var-point=${grafana('__data.fields.point')}`),
    targetBlank: false,
  };
  return tablePanel({
    title: say({ zh: '积水排名', en: 'Flood points, deepest first' }),
    size: [11, 16],
    targets: [tableTarget('A', depthNow), tableTarget('B', risen), tableTarget('C', stands)],
    transformations: joinBy('point', ['point_name', 'depth_mm', 'rise_mm', 'severity_rank', 'depth_ms']),
    sortBy: { title: depth, descending: true },
    columns: [
      { field: 'point', hidden: true },
      {
        field: 'point_name',
        title: say({ zh: '积水点', en: 'Flood point' }),
        links: [history, pointPage(say)],
      },
      {
        field: 'depth_mm',
        title: depth,
        unit: 'lengthmm',
        decimals: 0,
        min: 0,
        max: depthLevels_mm.red,
        steps: depthSteps,
        paint: 'bar',
      },
      {
        field: 'rise_mm',
        title: say({ zh: '10 分钟涨幅', en: 'Rise in 10 min' }),
        unit: 'lengthmm',
        decimals: 0,
        width: 120,
        paint: 'text',
        steps: highIsBad(20, 50),
      },
      {
        field: 'severity_rank',
        title: say({ zh: '告警', en: 'Alarm' }),
        mappings: [severityRanks(say)],
        width: 80,
        paint: 'background',
      },
      {
        field: 'depth_ms',
        title: say({ zh: '测得', en: 'Measured' }),
        unit: 'dateTimeFromNow',
        width: 110,
      },
    ],
  });
}

function depths(say: Say): PlacedPanel {
  const query = `SELECT max("depth_mm") AS "depth_mm" FROM "${readings.name}" WHERE ${atFloodPoints} AND "quality" = 'good' AND ${inRange} GROUP BY time($__interval), "point", "point_name" fill(none)`;
  return timeSeriesPanel(
    {
      title: say({ zh: '水深', en: 'Depth' }),
      size: [12, 9],
      targets: [seriesTarget('A', query, '$tag_point_name')],
      look: { unit: 'lengthmm', decimals: 0, min: 0, steps: depthSteps, palette: true },
    },
    { showLevels: true },
  );
}

const rainGauges = `"kind" = 'rain' AND ${chosen('district', 'basin')}`;

function rain(say: Say): PlacedPanel {
  const query = `SELECT sum("rain_mm") AS "rain_mm" FROM "${readings.name}" WHERE ${rainGauges} AND ${inRange} GROUP BY time(10m), "point", "point_name" fill(0)`;
  return timeSeriesPanel(
    {
      title: say({ zh: '雨量（每 10 分钟）', en: 'Rain in 10 minutes' }),
      size: [6, 9],
      targets: [seriesTarget('A', query, '$tag_point_name')],
      look: { unit: 'lengthmm', decimals: 1, min: 0 },
    },
    { style: 'bars' },
  );
}

/** Rain that calls for a warning: mm within hours, and its colour. */
const rainWarnings = [
  { hours: 12, levels: [[50, severityLooks.blue.fill]] },
  { hours: 6, levels: [[50, severityLooks.yellow.fill]] },
  {
    hours: 3,
    levels: [
      [50, severityLooks.orange.fill],
      [100, severityLooks.red.fill],
    ],
  },
] as const;

function warnings(say: Say): PlacedPanel {
  const total = (hours: number) =>
    `SELECT max("rain_mm") AS "rain_mm" FROM (SELECT sum("rain_mm") AS "rain_mm" FROM "${readings.name}" WHERE ${rainGauges} AND ${upTo(60 * hours)} GROUP BY "point")`;
  const name = (hours: number) => say({ zh: `${hours} 小时`, en: `${hours} h` });
  return barGaugePanel({
    title: say({ zh: '累计雨量与预警线', en: 'Rain against the warning levels' }),
    description: say({
      zh: '雨量最大的雨量站。蓝色 12 小时 50 毫米，黄色 6 小时 50 毫米，橙色 3 小时 50 毫米，红色 3 小时 100 毫米。',
      en: 'The wettest gauge. Blue 50 mm in 12 h, yellow 50 mm in 6 h, orange 50 mm in 3 h, red 100 mm in 3 h.',
    }),
    size: [6, 9],
    targets: rainWarnings.map(({ hours }, index) =>
      seriesTarget('ABC'[index] ?? 'A', total(hours), name(hours)),
    ),
    look: { unit: 'lengthmm', decimals: 1, min: 0, max: 120 },
    fields: Object.fromEntries(
      rainWarnings.map(({ hours, levels }) => [
        name(hours),
        { steps: [[null, good] as const, ...levels.map(([from, colour]) => [from, colour] as const)] },
      ]),
    ),
  });
}
