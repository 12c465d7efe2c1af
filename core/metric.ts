// The native metrics: what can be measured, in which unit, within which range. Names end in their unit.
import type { Label } from './label.ts';

export interface Metric {
  readonly name: string;
  /** Unit as shown to people; empty for a yes or no. */
  readonly unit: string;
  /** Lowest and highest value a working sensor can give; anything else is quarantined as `out_of_range`. */
  readonly range: readonly [number, number];
  readonly label: Label;
  /** True for 0 and 1, which devices may also write as false and true. */
  readonly isBoolean?: boolean;
}

export const nativeMetrics = [
  { name: 'depth_mm', unit: 'mm', range: [-1_000, 10_000], label: { zh: '积水深度', en: 'Water depth' } },
  {
    name: 'distance_mm',
    unit: 'mm',
    range: [0, 20_000],
    label: { zh: '探头至水面距离', en: 'Distance to surface' },
  },
  { name: 'well_level_mm', unit: 'mm', range: [-1_000, 30_000], label: { zh: '井内水位', en: 'Well level' } },
  { name: 'tilt_deg', unit: '°', range: [-360, 360], label: { zh: '倾角', en: 'Tilt' } },
  { name: 'tilt_x_deg', unit: '°', range: [-360, 360], label: { zh: 'X 轴倾角', en: 'Tilt, x axis' } },
  { name: 'tilt_y_deg', unit: '°', range: [-360, 360], label: { zh: 'Y 轴倾角', en: 'Tilt, y axis' } },
  { name: 'tilt_z_deg', unit: '°', range: [-360, 360], label: { zh: 'Z 轴倾角', en: 'Tilt, z axis' } },
  {
    name: 'cover_open',
    unit: '',
    range: [0, 1],
    label: { zh: '井盖打开', en: 'Cover open' },
    isBoolean: true,
  },
  { name: 'shock_g', unit: 'g', range: [0, 400], label: { zh: '冲击', en: 'Shock' } },
  { name: 'rain_mm', unit: 'mm', range: [0, 500], label: { zh: '降雨量', en: 'Rain' } },
  { name: 'temperature_c', unit: '°C', range: [-60, 125], label: { zh: '温度', en: 'Temperature' } },
  { name: 'humidity_pct', unit: '%', range: [0, 100], label: { zh: '湿度', en: 'Humidity' } },
  { name: 'battery_v', unit: 'V', range: [0, 60], label: { zh: '电池电压', en: 'Battery voltage' } },
  { name: 'battery_pct', unit: '%', range: [0, 100], label: { zh: '电池电量', en: 'Battery' } },
  { name: 'rssi_dbm', unit: 'dBm', range: [-200, 20], label: { zh: '信号强度', en: 'Signal strength' } },
  { name: 'snr_db', unit: 'dB', range: [-60, 60], label: { zh: '信噪比', en: 'Signal-to-noise ratio' } },
  { name: 'uptime_s', unit: 's', range: [0, 4_294_967_295], label: { zh: '运行时间', en: 'Uptime' } },
] as const satisfies readonly Metric[];

export type NativeMetricName = (typeof nativeMetrics)[number]['name'];

export const metricByName: ReadonlyMap<string, Metric> = new Map(
  nativeMetrics.map((metric) => [metric.name, metric]),
);

/** Units by what names end in: `c` is °C in a profile's own metrics too. */
const unitBySuffix: ReadonlyMap<string, string> = new Map([
  ...nativeMetrics.filter(({ unit }) => unit !== '').map(({ name, unit }) => [suffixOf(name), unit] as const),
  ['kpa', 'kPa'],
]);

/** The unit of a native metric, or what the name of a profile's own metric ends in. */
export function unitOf(metric: string): string {
  const native = metricByName.get(metric);
  if (native !== undefined) return native.unit;
  const suffix = suffixOf(metric);
  return unitBySuffix.get(suffix) ?? suffix;
}

function suffixOf(name: string): string {
  return /_([^_]+)$/.exec(name)?.[1] ?? '';
}
