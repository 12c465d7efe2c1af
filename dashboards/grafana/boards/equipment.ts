// The equipment itself: what is online, late or silent, uptime, batteries and signal, by unit, model and gateway. Every
// figure is the hub's own at the moment of its last sample.
import { influxMeasurements, statusCodes } from '../../../core/influx-schema.ts';
import type { Language } from '../../../core/label.ts';
import { severityLooks } from '../../console/src/look/severity-look.ts';
import { deviceStatusWords } from '../../console/src/words/words.ts';
import type { Board } from '../builders/dashboard.ts';
import { calm, good, lowIsBad } from '../builders/field-look.ts';
import { pointPage } from '../builders/hub-links.ts';
import { queryVariable, seriesTarget, tableTarget } from '../builders/influx.ts';
import { pointKinds, statusNames } from '../builders/look-words.ts';
import type { PlacedPanel, Size } from '../builders/panel.ts';
import { statPanel, timelinePanel, timeSeriesPanel } from '../builders/panels.ts';
import { chosen, countOf, inRange, last, now, placeChoices, tags } from '../builders/questions.ts';
import { type Say, speaker } from '../builders/say.ts';
import { type Column, tablePanel } from '../builders/table-panel.ts';
import { joinBy, onlyWith } from '../builders/transformations.ts';

const { devices, units } = influxMeasurements;
const picked = chosen('district', 'unit', 'basin', 'profile', 'gateway');

/** How each device stands, with the tags named. */
function each(fields: readonly string[], by: readonly string[] = []): string {
  return `SELECT ${last(...fields)} FROM "${devices.name}" WHERE ${picked} AND ${now} GROUP BY ${tags('device', ...by)}`;
}

type Span = '24h' | '30d';

/** Of all rows together, as the API reckons a group's. */
function uptimeOf(span: Span): string {
  return `sum("up_${span}_s") / (sum("up_${span}_s") + sum("down_${span}_s"))`;
}

/** Li-SOCl2: below it a battery is to be changed. */
const lowBattery_v = 3.3;
/** Below it frames get lost. */
const weakSignal_dbm = -110;

export function equipment(language: Language): Board {
  const say = speaker(language);
  const choice = (name: string, label: string) =>
    queryVariable({
      name,
      label,
      query: `SHOW TAG VALUES FROM "${devices.name}" WITH KEY = "${name}"`,
      multi: true,
    });
  return {
    name: 'equipment',
    title: say({ zh: '设备状态', en: 'Equipment status' }),
    description: say({
      zh: '在线率、失联、电池、信号，按单位、型号、网关',
      en: 'Uptime, silence, batteries, signal; by unit, model and gateway',
    }),
    from: 'now-6h',
    refresh: '1m',
    variables: [
      ...placeChoices(say),
      choice('profile', say({ zh: '型号', en: 'Model' })),
      choice('gateway', say({ zh: '网关', en: 'Gateway' })),
    ],
    rows: [
      { panels: statuses(say) },
      { panels: shares(say) },
      { panels: [groups(say, 'unit'), groups(say, 'profile'), groups(say, 'gateway')] },
      { panels: [timeline(say), silent(say)] },
      { panels: [lowest(say, 'battery_v'), lowest(say, 'rssi_dbm'), trend(say)] },
    ],
  };
}

function statuses(say: Say): PlacedPanel[] {
  const size = [4, 4] as const;
  const all = each(['status_code']);
  const colours = {
    online: good,
    late: severityLooks.yellow.fill,
    offline: severityLooks.red.fill,
    unknown: calm,
    maintenance: severityLooks.blue.fill,
  } as const;
  const total = statPanel({
    title: say({ zh: '设备总数', en: 'Devices' }),
    size,
    targets: [seriesTarget('A', `SELECT count("status_code") AS "count" FROM (${all})`)],
    look: { decimals: 0, noValue: '0', fixedColour: calm },
  });
  const names = Object.keys(colours) as (keyof typeof colours)[];
  const single = names.map((name) =>
    statPanel({
      title: say(deviceStatusWords[name]),
      size,
      targets: [seriesTarget('A', countOf('status_code', all, `"status_code" = ${statusCodes[name]}`))],
      look: {
        decimals: 0,
        noValue: '0',
        steps: [
          [null, calm],
          [1, colours[name]],
        ],
      },
    }),
  );
  return [total, ...single];
}

function shares(say: Say): PlacedPanel[] {
  const size = [6, 4] as const;
  const uptime = (span: Span) =>
    `SELECT ${uptimeOf(span)} AS "uptime" FROM (${each([`up_${span}_s`, `down_${span}_s`])})`;
  const share = { unit: 'percentunit', decimals: 2, steps: lowIsBad(0.9, 0.98) };
  const count = {
    decimals: 0,
    noValue: '0',
    steps: [
      [null, calm],
      [1, severityLooks.yellow.fill],
    ],
  } as const;
  return [
    statPanel({
      title: say({ zh: '24 小时在线率', en: 'Uptime in 24 h' }),
      size,
      targets: [seriesTarget('A', uptime('24h'))],
      look: share,
    }),
    statPanel({
      title: say({ zh: '30 天在线率', en: 'Uptime in 30 d' }),
      size,
      targets: [seriesTarget('A', uptime('30d'))],
      look: share,
    }),
    statPanel({
      title: say({ zh: `电池低于 ${lowBattery_v} V`, en: `Battery below ${lowBattery_v} V` }),
      size,
      targets: [
        seriesTarget('A', countOf('battery_v', each(['battery_v']), `"battery_v" < ${lowBattery_v}`)),
      ],
      look: count,
    }),
    statPanel({
      title: say({ zh: `信号弱于 ${weakSignal_dbm} dBm`, en: `Signal below ${weakSignal_dbm} dBm` }),
      size,
      targets: [seriesTarget('A', countOf('rssi_dbm', each(['rssi_dbm']), `"rssi_dbm" < ${weakSignal_dbm}`))],
      look: count,
    }),
  ];
}

/** Devices, how many answer, uptime and the weakest battery of each group. */
function groups(say: Say, by: 'unit' | 'profile' | 'gateway'): PlacedPanel {
  const titles = {
    unit: say({ zh: '责任单位', en: 'Unit' }),
    profile: say({ zh: '型号', en: 'Model' }),
    gateway: say({ zh: '网关', en: 'Gateway' }),
  };
  const query = `SELECT count("online") AS "devices", sum("online") AS "online", ${uptimeOf('24h')} AS "uptime_24h", ${uptimeOf('30d')} AS "uptime_30d", min("battery_v") AS "battery_v" FROM (${each(['online', 'up_24h_s', 'down_24h_s', 'up_30d_s', 'down_30d_s', 'battery_v'], [by])}) GROUP BY "${by}"`;
  const names = `SELECT ${last('name')} FROM "${units.name}" WHERE ${now} GROUP BY "unit"`;
  const isUnit = by === 'unit';
  const figures: Column[] = [
    { field: 'devices', title: say({ zh: '设备', en: 'Devices' }), decimals: 0, width: 70 },
    { field: 'online', title: say({ zh: '在线', en: 'Online' }), decimals: 0, width: 70 },
    {
      field: 'uptime_24h',
      title: say({ zh: '24 小时', en: '24 h' }),
      unit: 'percentunit',
      decimals: 1,
      width: 80,
      steps: lowIsBad(0.9, 0.98),
      paint: 'text',
    },
    {
      field: 'uptime_30d',
      title: say({ zh: '30 天', en: '30 d' }),
      unit: 'percentunit',
      decimals: 1,
      width: 80,
      steps: lowIsBad(0.9, 0.98),
      paint: 'text',
    },
    {
      field: 'battery_v',
      title: say({ zh: '最低电池', en: 'Lowest battery' }),
      unit: 'volt',
      decimals: 2,
      width: 100,
      steps: lowIsBad(3.1, lowBattery_v),
      paint: 'text',
    },
  ];
  return tablePanel({
    title: say({ zh: `按${titles[by]}`, en: `By ${titles[by].toLowerCase()}` }),
    size: [8, 9],
    targets: [tableTarget('A', query), ...(isUnit ? [tableTarget('B', names)] : [])],
    transformations: isUnit
      ? [
          ...joinBy('unit', ['name', 'devices', 'online', 'uptime_24h', 'uptime_30d', 'battery_v']),
          onlyWith('devices'),
        ]
      : [],
    columns: [{ field: isUnit ? 'name' : by, title: titles[by] }, ...figures],
  });
}

function timeline(say: Say): PlacedPanel {
  const query = `SELECT ${last('status_code')} FROM "${devices.name}" WHERE ${picked} AND "status_code" >= ${statusCodes.offline} AND ${inRange} GROUP BY time($__interval), ${tags('device', 'point_name')} fill(none)`;
  return timelinePanel({
    title: say({ zh: '离线与维护时段', en: 'When devices were offline or under maintenance' }),
    description: say({
      zh: '只列出该时段内曾离线或维护的设备；空白为在线或未知。',
      en: 'Only devices that were, in this time; a gap is online or unknown.',
    }),
    size: [14, 12],
    targets: [seriesTarget('A', query, '$tag_point_name · $tag_device')],
    look: { mappings: [statusNames(say)], fixedColour: calm },
  });
}

function silent(say: Say): PlacedPanel {
  const fields = ['online', 'status_code', 'silent_s', 'last_seen_ms'];
  const by = ['point', 'point_name', 'kind', 'profile'];
  const query = `SELECT "status_code", "silent_s", "last_seen_ms" FROM (${each(fields, by)}) WHERE "online" = 0 GROUP BY ${tags('device', ...by)}`;
  const silence = say({ zh: '失联时长', en: 'Silent for' });
  return tablePanel({
    title: say({ zh: '当前不在线', en: 'Not online now' }),
    size: [10, 12],
    targets: [tableTarget('A', query)],
    sortBy: { title: silence, descending: true },
    columns: [
      { field: 'point', hidden: true },
      { field: 'point_name', title: say({ zh: '点位', en: 'Point' }), links: [pointPage(say)] },
      { field: 'kind', title: say({ zh: '类型', en: 'Kind' }), width: 80, mappings: [pointKinds(say)] },
      { field: 'device', title: say({ zh: '设备', en: 'Device' }) },
      {
        field: 'status_code',
        title: say({ zh: '状态', en: 'Status' }),
        width: 80,
        mappings: [statusNames(say)],
        paint: 'background',
      },
      { field: 'silent_s', title: silence, unit: 'dtdurations', decimals: 0, width: 130 },
    ],
  });
}

function lowest(say: Say, field: 'battery_v' | 'rssi_dbm'): PlacedPanel {
  const isBattery = field === 'battery_v';
  const title = isBattery ? say({ zh: '电池', en: 'Battery' }) : say({ zh: '信号', en: 'Signal' });
  const size: Size = [8, 10];
  const by = ['point', 'point_name'];
  return tablePanel({
    title: isBattery
      ? say({ zh: '电压最低的 20 台', en: 'The 20 lowest batteries' })
      : say({ zh: '信号最弱的 20 台', en: 'The 20 weakest signals' }),
    size,
    targets: [
      tableTarget(
        'A',
        `SELECT bottom("${field}", 20) AS "${field}", ${tags('device', ...by)} FROM (${each([field], by)})`,
      ),
    ],
    sortBy: { title, descending: false },
    columns: [
      { field: 'point', hidden: true },
      { field: 'point_name', title: say({ zh: '点位', en: 'Point' }), links: [pointPage(say)] },
      { field: 'device', title: say({ zh: '设备', en: 'Device' }) },
      {
        field,
        title,
        unit: isBattery ? 'volt' : 'dBm',
        decimals: isBattery ? 2 : 0,
        width: 100,
        steps: isBattery ? lowIsBad(3.1, lowBattery_v) : lowIsBad(weakSignal_dbm, -100),
        paint: 'text',
      },
    ],
  });
}

function trend(say: Say): PlacedPanel {
  // Samples only, which carry the interval: a change in between would count a device twice.
  const query = `SELECT mean("online") AS "online" FROM "${devices.name}" WHERE ${picked} AND "interval_s" > 0 AND ${inRange} GROUP BY time($__interval), "profile" fill(none)`;
  return timeSeriesPanel({
    title: say({ zh: '在线设备比例', en: 'Share of devices online' }),
    size: [8, 10],
    targets: [seriesTarget('A', query, '$tag_profile')],
    look: { unit: 'percentunit', decimals: 1, min: 0, max: 1 },
  });
}
