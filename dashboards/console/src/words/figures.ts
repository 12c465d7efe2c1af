// Numbers and instants as people read them, with their units.
import type { Language } from '../../../../core/label.ts';
import { metricByName, unitOf } from '../../../../core/metric.ts';
import { type EpochMs, secondMs } from '../../../../core/time.ts';
import { siteTimeZone } from '../look/site.ts';
import { durationWords } from './durations.ts';

/** Shown where there is no value. */
export const noFigure = '–';

/** Centimetres with one decimal; a gauge that reads a little below its zero shows a dry road. */
export function depthInCm(depth_mm: number | null): string {
  if (depth_mm === null) return noFigure;
  return (Math.max(0, depth_mm) / 10).toFixed(1);
}

/** With its sign, so that a rise does not look like a depth. */
export function changeInCm(change_mm: number): string {
  const cm = (Math.abs(change_mm) / 10).toFixed(1);
  return `${change_mm < 0 ? '−' : '+'}${cm}`;
}

const decimalsByUnit: Readonly<Record<string, number>> = { '%': 0, dBm: 0, V: 2 };

/** A value with its unit, such as `3.61 V`. */
export function figure(value: number, unit: string): string {
  const digits = Number.isInteger(value) ? 0 : (decimalsByUnit[unit] ?? 1);
  const gap = unit === '°' || unit === '%' ? '' : ' ';
  return `${value.toFixed(digits)}${unit === '' ? '' : gap + unit}`;
}

/** What a metric is called; one that is a profile's own has its name. */
export function metricLabel(name: string, language: Language): string {
  return metricByName.get(name)?.label[language] ?? name;
}

const yesNo = { zh: ['否', '是'], en: ['no', 'yes'] } as const;

/** A value of a metric: depth in cm, a boolean or a span of time in words, anything else with its own unit. */
export function metricFigure(name: string, value: number, language: Language, unit = unitOf(name)): string {
  const metric = metricByName.get(name);
  if (metric?.isBoolean === true) return yesNo[language][value === 0 ? 0 : 1];
  if (name === 'depth_mm') return `${depthInCm(value)} cm`;
  if (unit === 's') return durationWords(value * secondMs)[language];
  return figure(value, unit);
}

/** A share, 0 to 1, in percent: never rounded up to all of it. */
export function shareFigure(share: number | null): string {
  if (share === null) return noFigure;
  return `${(Math.floor(share * 1_000) / 10).toFixed(1)}%`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: siteTimeZone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: siteTimeZone });

const longDay = {
  zh: new Intl.DateTimeFormat('zh-CN', {
    timeZone: siteTimeZone,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: siteTimeZone,
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }),
} as const satisfies Record<Language, Intl.DateTimeFormat>;

/** `03:12:45` in the site's zone. */
export function timeOfDay(at: EpochMs): string {
  return clock.format(at);
}

/** `2026-07-01 03:12:45` in the site's zone. */
export function dayAndTime(at: EpochMs): string {
  return `${day.format(at)} ${clock.format(at)}`;
}

/** `2026-07-01` in the site's zone. */
export function dayOf(at: EpochMs): string {
  return day.format(at);
}

/** `7月1日周三`. */
export function dayInWords(at: EpochMs, language: Language): string {
  return longDay[language].format(at);
}
