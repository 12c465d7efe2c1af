// One value as a vendor writes it, in the unit of a native metric: 135 cm, "2799 mm", {value, unit}, "leak",
// "NoSensor". What cannot be read is rejected; what says that nothing was measured is simply not there.
import { unitOf } from '../../core/metric.ts';
import type { VendorField } from '../../core/registry.ts';
import { fail, ok, type Rejection, type Result } from '../../core/result.ts';
import { isJsonObject, notANumber, short } from '../payload.ts';
import { convertUnit } from '../units.ts';

/** What stands in brackets behind the unit is a remark: `3.6(low battery)`. */
const numberWithUnit = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^(]*?)\s*(?:\(.*\))?$/i;

/** Characters of a number with its unit and a remark. */
const textMax = 100;

/** `null` where nothing was measured. */
export function readVendorValue(raw: unknown, field: VendorField): Result<number | null> {
  if (raw === null || raw === undefined || field.absent.some((value) => value === raw)) return ok(null);
  if (isJsonObject(raw)) {
    const unit = typeof raw.unit === 'string' && raw.unit !== '' ? raw.unit : null;
    return 'value' in raw ? inUnit(raw.value, unit, field) : unreadable(raw, field);
  }
  return inUnit(raw, null, field);
}

function inUnit(raw: unknown, unit: string | null, field: VendorField): Result<number | null> {
  if (raw === null || field.absent.some((value) => value === raw)) return ok(null);
  switch (typeof raw) {
    case 'boolean':
      return ok(Number(raw));
    case 'number':
      return Number.isFinite(raw) ? converted(raw, unit, field) : unreadable(raw, field);
    case 'string': {
      const text = raw.trim();
      const word = wordOf(text, field);
      if (word !== null) return ok(word);
      const match = text.length > textMax ? null : numberWithUnit.exec(text);
      if (match === null) return unreadable(raw, field);
      const value = Number(match[1]);
      if (field.absent.includes(value)) return ok(null);
      return converted(value, match[2] || unit, field);
    }
    default:
      return unreadable(raw, field);
  }
}

function wordOf(text: string, { words }: VendorField): number | null {
  for (const word of [text, text.toLowerCase()]) {
    if (Object.hasOwn(words, word)) return words[word] as number;
  }
  return null;
}

function converted(value: number, named: string | null, field: VendorField): Result<number> {
  const target = unitOf(field.metric);
  const unit = named ?? field.unit ?? target;
  const result = convertUnit(value, unit, target);
  if (result === null) return fail(badUnit(value, unit, field));
  return ok(directed(result, field));
}

/** An angle or another directed value as the hub counts it; never minus zero. */
function directed(value: number, { angle, reversed }: VendorField): number {
  const turned =
    angle === 'flat_is_90' ? 90 - value : angle === 'full_circle' && value > 180 ? value - 360 : value;
  return (reversed ? -turned : turned) + 0;
}

function unreadable(raw: unknown, { from }: VendorField): Result<never> {
  return fail(notANumber(from[0] ?? '', raw));
}

function badUnit(value: number, unit: string, { from, metric }: VendorField): Rejection {
  const given = `${value} ${short(unit)}`;
  const detail = {
    zh: `${from[0]} 为 ${given}，不能换算为 ${metric}`,
    en: `${from[0]} is ${given}, which is no ${metric}`,
  };
  return { reason: 'bad_unit', detail };
}
