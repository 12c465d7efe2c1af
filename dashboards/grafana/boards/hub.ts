// The hub itself: whether every message is accounted for, how long a commit takes, what waits to leave, what it uses.
import { influxMeasurements } from '../../../core/influx-schema.ts';
import type { Label, Language } from '../../../core/label.ts';
import { severityLooks } from '../../console/src/look/severity-look.ts';
import type { Board } from '../builders/dashboard.ts';
import { calm, type FieldLook, good, highIsBad } from '../builders/field-look.ts';
import { seriesTarget, tableTarget } from '../builders/influx.ts';
import { yesOrNo } from '../builders/look-words.ts';
import type { PlacedPanel } from '../builders/panel.ts';
import { statPanel, timeSeriesPanel } from '../builders/panels.ts';
import { hubUrl, inRange, last, now } from '../builders/questions.ts';
import { type Say, speaker } from '../builders/say.ts';
import { tablePanel } from '../builders/table-panel.ts';

const { hub, outlets } = influxMeasurements;

export function hubBoard(language: Language): Board {
  const say = speaker(language);
  return {
    name: 'hub',
    title: say({ zh: '平台运行', en: 'Hub' }),
    description: say({ zh: '计数、延迟、积压、内存', en: 'Accounting, latency, lag, memory' }),
    from: 'now-6h',
    refresh: '30s',
    variables: [hubUrl()],
    rows: [
      { panels: figures(say) },
      {
        panels: [
          rates(say, { zh: '报文', en: 'Messages' }, [12, 9], {
            messages_stored: { zh: '入库', en: 'Stored' },
            messages_duplicate: { zh: '重复', en: 'Duplicate' },
            messages_quarantined: { zh: '隔离', en: 'Quarantined' },
          }),
          rates(say, { zh: '数据', en: 'Readings' }, [12, 9], {
            readings_stored: { zh: '入库', en: 'Stored' },
            readings_duplicate: { zh: '重复', en: 'Duplicate' },
            readings_late: { zh: '迟到', en: 'Late' },
            evaluated: { zh: '规则评估', en: 'Seen by rules' },
          }),
        ],
      },
      {
        panels: [
          samples(
            say,
            { zh: '提交延迟', en: 'Time of a commit' },
            [8, 9],
            { unit: 'ms', decimals: 1 },
            {
              commit_p50_ms: { zh: '中位数', en: 'Median' },
              commit_p99_ms: { zh: '99 %', en: '99 %' },
              event_loop_p99_ms: { zh: '事件循环 99 %', en: 'Event loop, 99 %' },
            },
          ),
          samples(
            say,
            { zh: '内存', en: 'Memory' },
            [8, 9],
            { unit: 'bytes', min: 0 },
            {
              memory_rss_bytes: { zh: '进程', en: 'Process' },
              heap_used_bytes: { zh: '堆', en: 'Heap' },
            },
          ),
          samples(
            say,
            { zh: '连接与待提交', en: 'Connections and what waits' },
            [8, 9],
            { decimals: 0, min: 0 },
            {
              mqtt_connections: { zh: 'MQTT 连接', en: 'MQTT connections' },
              records_pending: { zh: '待提交', en: 'Waiting for commit' },
            },
          ),
        ],
      },
      { panels: [outletTable(say), lag(say)] },
    ],
  };
}

function figures(say: Say): PlacedPanel[] {
  const size = [4, 4] as const;
  const stat = (title: string, query: string, look: FieldLook) =>
    statPanel({ title, size, targets: [seriesTarget('A', query)], look });
  const newest = (field: string) => `SELECT ${last(field)} FROM "${hub.name}" WHERE ${now}`;
  const missed = `SELECT last("missing") - first("missing") AS "missing" FROM "${hub.name}" WHERE ${inRange}`;
  // One sample says all four, so the sum holds at any moment.
  const unaccounted = `SELECT last("rest") AS "rest" FROM (SELECT "messages_received" - "messages_stored" - "messages_duplicate" - "messages_quarantined" AS "rest" FROM "${hub.name}" WHERE ${now})`;
  return [
    stat(say({ zh: '累计报文', en: 'Messages in all' }), newest('messages_received'), {
      unit: 'short',
      fixedColour: calm,
    }),
    stat(say({ zh: '未对账报文', en: 'Not accounted for' }), unaccounted, {
      decimals: 0,
      steps: [
        [null, severityLooks.red.fill],
        [0, good],
        [1, severityLooks.red.fill],
      ],
    }),
    stat(say({ zh: '隔离报文', en: 'In quarantine' }), newest('messages_quarantined'), {
      decimals: 0,
      steps: highIsBad(1, 1_000),
    }),
    stat(say({ zh: '时段内丢失（序号缺口）', en: 'Lost on the way, in this time' }), missed, {
      decimals: 0,
      noValue: '0',
      steps: highIsBad(100, 10_000),
    }),
    stat(say({ zh: '提交延迟 99 %', en: 'Commit, 99 %' }), newest('commit_p99_ms'), {
      unit: 'ms',
      decimals: 1,
      steps: highIsBad(50, 500),
    }),
    stat(say({ zh: '运行时间', en: 'Up for' }), newest('uptime_s'), {
      unit: 'dtdurations',
      decimals: 0,
      fixedColour: calm,
    }),
  ];
}

type Size = readonly [number, number];

/** Totals as rates. */
function rates(say: Say, title: Label, size: Size, fields: Readonly<Record<string, Label>>): PlacedPanel {
  const query = (field: string) =>
    `SELECT non_negative_derivative(last("${field}"), 1s) AS "${field}" FROM "${hub.name}" WHERE ${inRange} GROUP BY time($__interval) fill(none)`;
  return timeSeriesPanel({
    title: say(title),
    size,
    targets: targetsOf(say, fields, query),
    look: { unit: 'cps', decimals: 1, min: 0 },
  });
}

function samples(
  say: Say,
  title: Label,
  size: Size,
  look: FieldLook,
  fields: Readonly<Record<string, Label>>,
): PlacedPanel {
  const query = (field: string) =>
    `SELECT max("${field}") AS "${field}" FROM "${hub.name}" WHERE ${inRange} GROUP BY time($__interval) fill(none)`;
  return timeSeriesPanel({ title: say(title), size, targets: targetsOf(say, fields, query), look });
}

function targetsOf(say: Say, fields: Readonly<Record<string, Label>>, query: (field: string) => string) {
  return Object.entries(fields).map(([field, label], index) =>
    seriesTarget(String.fromCharCode(65 + index), query(field), say(label)),
  );
}

function outletTable(say: Say): PlacedPanel {
  const query = `SELECT ${last('sent', 'pending', 'oldest_pending_s', 'dead', 'failing', 'paused')} FROM "${outlets.name}" WHERE ${now} GROUP BY "outlet"`;
  const yes = { zh: '是', en: 'Yes' };
  const no = { zh: '否', en: 'No' };
  return tablePanel({
    title: say({ zh: '出口', en: 'Outlets' }),
    size: [12, 9],
    targets: [tableTarget('A', query)],
    columns: [
      { field: 'outlet', title: say({ zh: '出口', en: 'Outlet' }) },
      { field: 'sent', title: say({ zh: '已送出', en: 'Sent' }), decimals: 0 },
      { field: 'pending', title: say({ zh: '待送', en: 'Waiting' }), decimals: 0 },
      {
        field: 'oldest_pending_s',
        title: say({ zh: '最久等待', en: 'Oldest waits' }),
        unit: 'dtdurations',
        decimals: 0,
        steps: highIsBad(60, 3_600),
        paint: 'text',
      },
      {
        field: 'dead',
        title: say({ zh: '死信', en: 'Dead letters' }),
        decimals: 0,
        steps: highIsBad(1, 100),
        paint: 'text',
      },
      {
        field: 'failing',
        title: say({ zh: '投递失败', en: 'Failing' }),
        mappings: [yesOrNo(say, yes, no, severityLooks.red.fill)],
      },
      {
        field: 'paused',
        title: say({ zh: '已暂停', en: 'Paused' }),
        mappings: [yesOrNo(say, yes, no, severityLooks.yellow.fill)],
      },
    ],
  });
}

function lag(say: Say): PlacedPanel {
  const query = `SELECT max("oldest_pending_s") AS "lag_s" FROM "${outlets.name}" WHERE ${inRange} GROUP BY time($__interval), "outlet" fill(none)`;
  return timeSeriesPanel({
    title: say({ zh: '出口积压时间', en: 'Lag of the outlets' }),
    size: [12, 9],
    targets: [seriesTarget('A', query, '$tag_outlet')],
    look: { unit: 'dtdurations', decimals: 0, min: 0 },
  });
}
