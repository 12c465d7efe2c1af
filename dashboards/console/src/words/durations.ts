// Spans of time in words: how old something is, how long it has left.
import type { Label } from '../../../../core/label.ts';
import { dayMs, type EpochMs, hourMs, minuteMs, secondMs } from '../../../../core/time.ts';
import { agoWords, dueInWords, overdueByWords, words } from './words.ts';

const justNowMs = 5 * secondMs;

/** The two largest units of a span, rounded down. A negative span counts as none. */
export function durationWords(ms: number): Label {
  const span = Math.max(0, ms);
  const seconds = Math.floor(span / secondMs);
  const minutes = Math.floor(span / minuteMs);
  const hours = Math.floor(span / hourMs);
  const days = Math.floor(span / dayMs);
  if (minutes === 0) return { zh: `${seconds} 秒`, en: `${seconds} s` };
  if (hours === 0) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  if (days === 0) return pair([hours, '小时', 'h'], [minutes % 60, '分', 'min']);
  return pair([days, '天', 'd'], [hours % 24, '小时', 'h']);
}

type Part = readonly [count: number, zh: string, en: string];

function pair(large: Part, small: Part): Label {
  const parts = small[0] === 0 ? [large] : [large, small];
  return {
    zh: parts.map(([count, zh]) => `${count} ${zh}`).join(' '),
    en: parts.map(([count, , en]) => `${count} ${en}`).join(' '),
  };
}

/** How long ago an instant was; one that lies ahead, by a clock that differs a little, is just now. */
export function ageWords(at: EpochMs, now: EpochMs): Label {
  return now - at < justNowMs ? words.justNow : agoWords(durationWords(now - at));
}

/** What is left until `dueAt`, or by how much it has passed. */
export function dueWords(dueAt: EpochMs, now: EpochMs): Label {
  return now > dueAt ? overdueByWords(durationWords(now - dueAt)) : dueInWords(durationWords(dueAt - now));
}
