// Units as vendors write them, and what a value is in another one. A value whose unit is not known is never guessed.

type Quantity =
  | 'length'
  | 'angle'
  | 'temperature'
  | 'voltage'
  | 'share'
  | 'pressure'
  | 'acceleration'
  | 'power_level'
  | 'ratio_level'
  | 'time'
  | 'speed'
  | 'yes_or_no';

interface Unit {
  readonly quantity: Quantity;
  /** Of the quantity's base unit: mm, °, °C, V, %, kPa, g, dBm, dB, s, m/s. */
  readonly factor: number;
  /** Added after the factor, in the base unit. */
  readonly offset: number;
}

const table: readonly (readonly [Quantity, factor: number, names: string, offset?: number])[] = [
  ['length', 1, 'mm millimeter millimeters millimetre millimetres 毫米'],
  ['length', 10, 'cm centimeter centimeters centimetre centimetres 厘米'],
  ['length', 1_000, 'm meter meters metre metres 米'],
  ['length', 25.4, 'in inch inches "'],
  ['length', 304.8, 'ft foot feet'],
  ['angle', 1, '° deg degree degrees 度'],
  ['angle', 180 / Math.PI, 'rad radian radians'],
  ['temperature', 1, '°C ℃ C Cel degC celsius 摄氏度'],
  ['temperature', 5 / 9, '°F ℉ F degF fahrenheit', -160 / 9],
  ['temperature', 1, 'K kelvin', -273.15],
  ['voltage', 1, 'V volt volts 伏'],
  ['voltage', 0.001, 'mV millivolt millivolts 毫伏'],
  ['share', 1, '% pct percent %RH %EL 百分比'],
  ['share', 100, 'share /'],
  ['pressure', 1, 'kPa'],
  ['pressure', 0.1, 'hPa mbar'],
  ['pressure', 0.001, 'Pa'],
  ['pressure', 100, 'bar'],
  ['pressure', 6.894_757, 'psi'],
  ['acceleration', 1, 'g'],
  ['acceleration', 0.001, 'mg'],
  ['acceleration', 1 / 9.806_65, 'm/s² m/s2 m⋅s⁻²'],
  ['power_level', 1, 'dBm'],
  ['ratio_level', 1, 'dB'],
  ['time', 1, 's sec second seconds 秒'],
  ['time', 0.001, 'ms'],
  ['time', 60, 'min minute minutes 分钟'],
  ['time', 3_600, 'h hour hours 小时'],
  ['time', 86_400, 'd day days 天'],
  ['speed', 1, 'm/s m⋅s⁻¹'],
  ['speed', 1 / 3.6, 'km/h'],
  ['yes_or_no', 1, 'bool'],
];

const unitByName: ReadonlyMap<string, Unit> = new Map(
  table.flatMap(([quantity, factor, names, offset = 0]) =>
    names.split(' ').map((name) => [name, { quantity, factor, offset }] as const),
  ),
);

/** A water column of 1 kPa, mm: fresh water of 1,000 kg/m³ and standard gravity. */
const waterColumn_mm = 1_000 / 9.806_65;

/** Digits that are kept, so that 135 cm are 1350 mm and not a rounding error beside it. */
const significantDigits = 12;

export function isUnit(name: string): boolean {
  return unitByName.has(name);
}

/**
 * `value` of the unit `from` in the unit `to`, or `null` where one cannot become the other. Names are those that
 * vendors use: `mm`, `℃`, `%`, `deg`. A pressure becomes a length as the height of a column of fresh water.
 */
export function convertUnit(value: number, from: string, to: string): number | null {
  if (from === to) return value;
  const source = unitByName.get(from);
  const target = unitByName.get(to);
  if (source === undefined || target === undefined) return null;
  const base = value * source.factor + source.offset;
  if (source.quantity === target.quantity) return rounded((base - target.offset) / target.factor);
  const isColumn = source.quantity === 'pressure' && target.quantity === 'length';
  return isColumn ? rounded((base * waterColumn_mm) / target.factor) : null;
}

function rounded(value: number): number {
  return Number(value.toPrecision(significantDigits));
}
