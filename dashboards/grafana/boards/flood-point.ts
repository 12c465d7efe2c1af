// One flood point through time: depth with its alarms marked, the rain beside it, its device, what happened, the way to
// its page and camera in the hub.
import { influxMeasurements } from '../../../core/influx-schema.ts';
import type { Language } from '../../../core/label.ts';
import { severityLooks } from '../../console/src/look/severity-look.ts';
import type { Board } from '../builders/dashboard.ts';
import { calm, depthSteps, highIsBad, lowIsBad } from '../builders/field-look.ts';
import { casePage } from '../builders/hub-links.ts';
import { annotation, grafana, seriesTarget, tableTarget } from '../builders/influx.ts';
import {
  alarmChanges,
  caseStates,
  severityNames,
  severityRanks,
  statusNames,
} from '../builders/look-words.ts';
import type { PlacedPanel } from '../builders/panel.ts';
import { statPanel, textPanel, timeSeriesPanel } from '../builders/panels.ts';
import { hubUrl, inRange, last, now, pointChoice, upTo } from '../builders/questions.ts';
import { type Say, speaker } from '../builders/say.ts';
import { tablePanel } from '../builders/table-panel.ts';

const { readings, points, devices, alarms, cases } = influxMeasurements;
const here = `"point" = '$point'`;
const depths = `FROM "${readings.name}" WHERE ${here} AND "quality" = 'good'`;

export function floodPoint(language: Language): Board {
  const say = speaker(language);
  const title = say({ zh: 'title_zh', en: 'title_en' });
  return {
    name: 'flood-point',
    title: say({ zh: '积水点', en: 'Flood point' }),
    description: say({ zh: '单个积水点的历史', en: 'The history of one flood point' }),
    from: 'now-24h',
    refresh: '30s',
    variables: [hubUrl(), pointChoice('flood', say({ zh: '积水点', en: 'Flood point' }))],
    annotations: [
      annotation({
        name: say({ zh: '告警产生与升级', en: 'Alarms raised and escalated' }),
        query: `SELECT "${title}", "severity" FROM "${alarms.name}" WHERE ${here} AND ("change" = 'raised' OR "change" = 'escalated') AND ${inRange}`,
        textColumn: title,
        tagsColumn: 'severity',
        iconColor: severityLooks.red.fill,
      }),
      annotation({
        name: say({ zh: '告警解除', en: 'Alarms cleared' }),
        query: `SELECT "${title}", "severity" FROM "${alarms.name}" WHERE ${here} AND "change" = 'cleared' AND ${inRange}`,
        textColumn: title,
        tagsColumn: 'severity',
        iconColor: calm,
      }),
    ],
    rows: [
      { panels: [...figures(say), ways(say)] },
      { panels: [course(say), rain(say)] },
      { panels: [alarmEvents(say, title), caseEvents(say)] },
      { panels: [health(say)] },
    ],
  };
}

function figures(say: Say): PlacedPanel[] {
  const size = [4, 4] as const;
  const device = `FROM "${devices.name}" WHERE ${here} AND ${now}`;
  return [
    statPanel({
      title: say({ zh: '当前水深', en: 'Depth now' }),
      size,
      targets: [seriesTarget('A', `SELECT ${last('depth_mm')} ${depths} AND ${upTo(30)}`)],
      look: { unit: 'lengthmm', decimals: 0, steps: depthSteps },
    }),
    statPanel({
      title: say({ zh: '10 分钟涨幅', en: 'Rise in 10 minutes' }),
      size,
      targets: [
        seriesTarget(
          'A',
          `SELECT last("depth_mm") - first("depth_mm") AS "rise_mm" ${depths} AND ${upTo(10)}`,
        ),
      ],
      look: { unit: 'lengthmm', decimals: 0, steps: highIsBad(20, 50) },
    }),
    statPanel({
      title: say({ zh: '时段内最深', en: 'Deepest in this time' }),
      size,
      targets: [seriesTarget('A', `SELECT max("depth_mm") AS "depth_mm" ${depths} AND ${inRange}`)],
      look: { unit: 'lengthmm', decimals: 0, steps: depthSteps },
    }),
    statPanel({
      title: say({ zh: '当前告警', en: 'Alarm now' }),
      size,
      targets: [
        seriesTarget('A', `SELECT ${last('severity_rank')} FROM "${points.name}" WHERE ${here} AND ${now}`),
      ],
      look: { mappings: [severityRanks(say)] },
    }),
    statPanel({
      title: say({ zh: '设备状态', en: 'Device' }),
      size,
      targets: [seriesTarget('A', `SELECT ${last('status_code')} ${device}`)],
      look: { mappings: [statusNames(say)] },
    }),
  ];
}

function ways(say: Say): PlacedPanel {
  const hub = grafana('hub_url');
  const point = grafana('point');
  const page = `[${say({ zh: '点位页面', en: 'Its page' })}](${hub}/points/${point})`;
  const camera = `[${say({ zh: '现场视频', en: 'Its camera' })}](${hub}/api/v1/points/${point}/camera)`;
  return textPanel({
    title: say({ zh: '监测平台', en: 'In the hub' }),
    size: [4, 4],
    markdown: `${page}\n\n${camera}`,
  });
}

function course(say: Say): PlacedPanel {
  const every = 'GROUP BY time($__interval) fill(none)';
  const suspect = `SELECT mean("depth_mm") AS "depth_mm" FROM "${readings.name}" WHERE ${here} AND "quality" = 'suspect' AND ${inRange} ${every}`;
  const doubtful = say({ zh: '存疑数据（规则不采用）', en: 'Suspect, not used by rules' });
  return timeSeriesPanel(
    {
      title: say({ zh: '水深与告警', en: 'Depth and alarms' }),
      size: [16, 12],
      targets: [
        seriesTarget(
          'A',
          `SELECT max("depth_mm") AS "depth_mm" ${depths} AND ${inRange} ${every}`,
          say({ zh: '水深', en: 'Depth' }),
        ),
        seriesTarget('B', suspect, doubtful),
      ],
      look: { unit: 'lengthmm', decimals: 0, steps: depthSteps, palette: true },
      fields: { [doubtful]: { fixedColour: calm } },
    },
    { showLevels: true },
  );
}

function rain(say: Say): PlacedPanel {
  const query = `SELECT sum("rain_mm") AS "rain_mm" FROM "${readings.name}" WHERE "kind" = 'rain' AND ${inRange} GROUP BY time(10m), "point", "point_name" fill(0)`;
  return timeSeriesPanel(
    {
      title: say({ zh: '雨量（每 10 分钟）', en: 'Rain in 10 minutes' }),
      size: [8, 12],
      targets: [seriesTarget('A', query, '$tag_point_name')],
      look: { unit: 'lengthmm', decimals: 1, min: 0 },
    },
    { style: 'bars' },
  );
}

function alarmEvents(say: Say, title: string): PlacedPanel {
  const at = say({ zh: '时间', en: 'When' });
  return tablePanel({
    title: say({ zh: '告警记录', en: 'What happened to its alarms' }),
    size: [12, 9],
    targets: [
      tableTarget(
        'A',
        `SELECT "${title}", "severity", "change", "value", "value_unit", "case_id" FROM "${alarms.name}" WHERE ${here} AND ${inRange} ORDER BY time DESC LIMIT 200`,
      ),
    ],
    sortBy: { title: at, descending: true },
    columns: [
      { field: 'Time', title: at, unit: 'dateTimeAsLocal', width: 165 },
      { field: title, title: say({ zh: '告警', en: 'Alarm' }) },
      {
        field: 'severity',
        title: say({ zh: '级别', en: 'Severity' }),
        width: 80,
        mappings: [severityNames(say)],
        paint: 'background',
      },
      {
        field: 'change',
        title: say({ zh: '变化', en: 'Change' }),
        width: 110,
        mappings: [alarmChanges(say)],
      },
      { field: 'value', title: say({ zh: '数值', en: 'Value' }), decimals: 0, width: 80 },
      { field: 'value_unit', title: say({ zh: '单位', en: 'Unit' }), width: 60 },
      { field: 'case_id', title: say({ zh: '案件', en: 'Case' }), width: 140, links: [casePage(say)] },
    ],
  });
}

function caseEvents(say: Say): PlacedPanel {
  const at = say({ zh: '时间', en: 'When' });
  return tablePanel({
    title: say({ zh: '案件记录', en: 'What happened to its cases' }),
    size: [12, 9],
    targets: [
      tableTarget(
        'A',
        `SELECT "case_id", "state", "by", "unit_name", "overdue" FROM "${cases.name}" WHERE ${here} AND ${inRange} ORDER BY time DESC LIMIT 200`,
      ),
    ],
    sortBy: { title: at, descending: true },
    columns: [
      { field: 'Time', title: at, unit: 'dateTimeAsLocal', width: 165 },
      { field: 'case_id', title: say({ zh: '案件', en: 'Case' }), width: 140, links: [casePage(say)] },
      { field: 'state', title: say({ zh: '状态', en: 'State' }), width: 110, mappings: [caseStates(say)] },
      { field: 'by', title: say({ zh: '经办', en: 'By' }), width: 120 },
      { field: 'unit_name', title: say({ zh: '责任单位', en: 'Unit' }) },
    ],
  });
}

function health(say: Say): PlacedPanel {
  const sampled = (field: string) =>
    `SELECT ${last(field)} FROM "${devices.name}" WHERE ${here} AND ${inRange} GROUP BY time($__interval), "device" fill(none)`;
  const battery = say({ zh: '电池', en: 'Battery' });
  const signal = say({ zh: '信号', en: 'Signal' });
  return timeSeriesPanel({
    title: say({ zh: '电池与信号', en: 'Battery and signal' }),
    size: [24, 7],
    targets: [
      seriesTarget('A', sampled('battery_v'), battery),
      seriesTarget('B', sampled('rssi_dbm'), signal),
    ],
    fields: {
      [battery]: { unit: 'volt', decimals: 2, steps: lowIsBad(3.1, 3.3), palette: true },
      [signal]: { unit: 'dBm', decimals: 0 },
    },
  });
}
