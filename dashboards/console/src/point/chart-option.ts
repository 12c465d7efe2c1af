// What a chart of one metric looks like, as ECharts wants it told.
import type { EChartsCoreOption } from 'echarts/core';
import type { Label, Language } from '../../../../core/label.ts';
import { metricByName } from '../../../../core/metric.ts';
import type { Severity } from '../../../../core/severity.ts';
import { dayMs, type EpochMs, minuteMs } from '../../../../core/time.ts';
import { depthLevels_mm, type Shade, severitiesWorstFirst, severityLooks } from '../look/severity-look.ts';
import { dayAndTime, metricFigure, timeOfDay } from '../words/figures.ts';
import { severityWords } from '../words/words.ts';

export type ChartSample = readonly [at: number, value: number];

const inks = {
  dark: { line: '#5ab0ff', text: '#aab8c5', grid: '#2c3947' },
  light: { line: '#1463c4', text: '#4a5a68', grid: '#dbe2e8' },
} as const satisfies Record<Shade, unknown>;

const shortestAxisMs = 10 * minuteMs;

/** A stretch of time in a severity's colour, such as an alarm. */
export interface ChartSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly severity: Severity;
}

export interface ChartContent {
  readonly metric: string;
  readonly samples: readonly ChartSample[];
  readonly spanMs: number;
  /** Shaded behind the line. */
  readonly marks?: readonly ChartSpan[];
  readonly now: EpochMs;
  readonly shade: Shade;
  readonly language: Language;
  say(label: Label): string;
}

export function chartOption(content: ChartContent): EChartsCoreOption {
  const { metric, samples, now, shade, language, marks = [] } = content;
  const start = axisStart(content);
  const ink = inks[shade];
  const isDepth = metric === 'depth_mm';
  const scale = isDepth ? 0.1 : 1;
  const highest = samples.reduce((most, [, value]) => Math.max(most, value), 0);
  return {
    animation: false,
    grid: { left: 40, right: 14, top: 26, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter(hits: readonly { readonly value: ChartSample }[]) {
        const hit = hits[0]?.value;
        if (hit === undefined) return '';
        return `${dayAndTime(hit[0])}<br>${metricFigure(metric, hit[1] / scale, language)}`;
      },
    },
    xAxis: {
      type: 'time',
      min: start,
      max: now,
      splitNumber: 4,
      axisLabel: {
        color: ink.text,
        hideOverlap: true,
        formatter: (at: EpochMs) => axisText(at, now - start),
      },
      axisLine: { lineStyle: { color: ink.grid } },
    },
    yAxis: {
      type: 'value',
      name: isDepth ? 'cm' : (metricByName.get(metric)?.unit ?? ''),
      nameTextStyle: { color: ink.text },
      scale: !isDepth,
      min: isDepth ? 0 : undefined,
      axisLabel: { color: ink.text },
      splitLine: { lineStyle: { color: ink.grid } },
    },
    series: [
      {
        type: 'line',
        showSymbol: samples.length === 1,
        lineStyle: { width: 1.8, color: ink.line },
        itemStyle: { color: ink.line },
        areaStyle: { color: ink.line, opacity: 0.12 },
        data: samples.map(([at, value]) => [at, value * scale]),
        markArea: {
          silent: true,
          data: marks.map(({ from, to, severity }) => [
            { xAxis: from, itemStyle: { color: severityLooks[severity].fill, opacity: 0.16 } },
            { xAxis: to },
          ]),
        },
        markLine: isDepth ? depthLines(highest, ink.text, content.say) : { data: [] },
      },
    ],
  };
}

/** Over more than a day, the day says more than the minute. */
function axisText(at: EpochMs, spanMs: number): string {
  if (spanMs <= dayMs) return timeOfDay(at).slice(0, 5);
  const text = dayAndTime(at).slice(5, 16);
  return spanMs <= 3 * dayMs ? text : text.slice(0, 5);
}

/** A gauge that is new, or a hub, has less than was asked for: the axis begins where its readings do. */
function axisStart({ samples, spanMs, now }: ChartContent): EpochMs {
  const firstAt = samples[0]?.[0] ?? now;
  return Math.max(now - spanMs, Math.min(firstAt, now - shortestAxisMs));
}

/** The levels that the water has reached and the next one above. */
function depthLines(highest_mm: number, textColour: string, say: ChartContent['say']) {
  const rising = [...severitiesWorstFirst].reverse();
  const next = rising.findIndex((severity) => depthLevels_mm[severity] > highest_mm);
  const shown = next === -1 ? rising : rising.slice(0, next + 1);
  return {
    silent: true,
    symbol: 'none',
    data: shown.map((severity) => ({
      yAxis: depthLevels_mm[severity] / 10,
      lineStyle: { color: severityLooks[severity].fill, type: 'dashed', width: 1.2 },
      label: {
        formatter: say(severityWords[severity]),
        position: 'insideStartTop',
        color: textColour,
        fontSize: 11,
      },
    })),
  };
}
