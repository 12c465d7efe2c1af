// A period of whole days of the site, the last one in it too.
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Label } from '../../../../core/label.ts';
import { useSpeech } from '../words/language.tsx';

/** Days are written `2026-07-01`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

interface PeriodFilterProps {
  readonly label: string;
  readonly period: Period;
  /** The site's day. */
  readonly today: string;
  readonly presets: readonly { readonly label: Label; readonly period: Period }[];
  onChange(period: Period | null): void;
}

const written = 'YYYY-MM-DD';

export function PeriodFilter({ label, period, today, presets, onChange }: PeriodFilterProps) {
  const { say } = useSpeech();
  const days = ({ from, to }: Period): [Dayjs, Dayjs] => [dayjs(from), dayjs(to)];
  return (
    <DatePicker.RangePicker
      aria-label={label}
      value={days(period)}
      maxDate={dayjs(today)}
      presets={presets.map((preset) => ({ label: say(preset.label), value: days(preset.period) }))}
      onChange={(chosen) => {
        const [first, last] = chosen ?? [];
        onChange(first && last ? { from: first.format(written), to: last.format(written) } : null);
      }}
    />
  );
}

/** The days up to and with `today`. */
export function lastDays(today: string, count: number): Period {
  return {
    from: dayjs(today)
      .subtract(count - 1, 'day')
      .format(written),
    to: today,
  };
}

/** The month of `today`, or one before it, no further than `today`. */
export function monthBefore(today: string, months: number): Period {
  const month = dayjs(today).subtract(months, 'month');
  const end = month.endOf('month').format(written);
  return { from: month.startOf('month').format(written), to: end < today ? end : today };
}
