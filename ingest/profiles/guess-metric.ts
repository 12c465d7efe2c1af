// Guesses the native metric that a vendor's field means, from its name, its unit and what its value can be. A guess is
// for a person to confirm; nothing is stored by it.
import { metricByName, unitOf } from '../../core/metric.ts';
import { convertUnit, isUnit } from '../units.ts';

export interface FieldLeaf {
  /** Path with dots. */
  readonly from: string;
  /** What stands there, as the vendor writes it. */
  readonly raw: unknown;
  readonly value: number | string | boolean;
  /** As the vendor names it, beside the value or in its text. */
  readonly unit: string | null;
}

export interface MetricGuess {
  readonly metric: string;
  /** Of the vendor; `null` where the metric's own is assumed or none is needed. */
  readonly unit: string | null;
  /** Numbers for the vendor's words. */
  readonly words: Readonly<Record<string, number>>;
  /** Whether the vendor said the unit; if not it was taken from what the value can be. */
  readonly isUnitKnown: boolean;
}

interface Pattern {
  readonly name: RegExp;
  readonly metric: string;
  /** Units that are tried where the vendor names none, with the values that they are likely for. */
  readonly units: readonly (readonly [unit: string, lowest: number, highest: number])[];
}

const lengths: Pattern['units'] = [
  ['mm', 20, 20_000],
  ['m', 0, 20],
];
const degrees: Pattern['units'] = [['°', -360, 360]];

/** In the order in which they are tried. Counters and settings that only sound like measurements come first. */
const neither =
  /(count|times|duration|interval|threshold|alarm|limit|offset|calib|version|status_|total|cumul|percentile|min|max|std|samples|reliab|change|index|direction|speed|dew)/i;

const patterns: readonly Pattern[] = [
  { name: /dist|range|ullage/i, metric: 'distance_mm', units: lengths },
  { name: /(water|flood|ponding)[._-]?depth|^depth/i, metric: 'depth_mm', units: lengths },
  { name: /level|liquid|water[._-]?height/i, metric: 'well_level_mm', units: lengths },
  { name: /(tilt|angle|incl|pitch|roll).*x|x.*(tilt|angle|orient)/i, metric: 'tilt_x_deg', units: degrees },
  { name: /(tilt|angle|incl|pitch|roll).*y|y.*(tilt|angle|orient)/i, metric: 'tilt_y_deg', units: degrees },
  { name: /(tilt|angle|incl|pitch|roll).*z|z.*(tilt|angle|orient)/i, metric: 'tilt_z_deg', units: degrees },
  { name: /tilt|angle|inclin/i, metric: 'tilt_deg', units: degrees },
  { name: /rain|precip/i, metric: 'rain_mm', units: [['mm', 0, 500]] },
  { name: /temp/i, metric: 'temperature_c', units: [['°C', -60, 125]] },
  { name: /hum|^rh$/i, metric: 'humidity_pct', units: [['%', 0, 100]] },
  {
    name: /bat|volt|vdd|vcc/i,
    metric: 'battery_v',
    units: [
      ['V', 1.5, 5],
      ['mV', 1_500, 5_000],
      ['V', 5, 30],
    ],
  },
  { name: /bat|charge|soc/i, metric: 'battery_pct', units: [['%', 0, 100]] },
  { name: /shock|impact|accel/i, metric: 'shock_g', units: [['g', 0, 400]] },
  { name: /rssi/i, metric: 'rssi_dbm', units: [['dBm', -200, 20]] },
  { name: /snr/i, metric: 'snr_db', units: [['dB', -60, 60]] },
];

const yesNoPatterns: readonly { readonly name: RegExp; readonly metric: string; readonly yes: RegExp }[] = [
  { name: /leak|flooded|immers/i, metric: 'leak', yes: /^(leak|leaking|wet|flooded|true|yes|alarm)$/i },
  { name: /open|door|cover|lid|magnet/i, metric: 'cover_open', yes: /^(open|opened|removed|true|yes)$/i },
];
const noWord = /^(normal|dry|close|closed|ok|false|no|none)$/i;

/** `null` where nothing that the hub knows fits. */
export function guessMetric(leaf: FieldLeaf): MetricGuess | null {
  if (metricByName.has(leaf.from) && typeof leaf.value === 'number') {
    return { metric: leaf.from, unit: null, words: {}, isUnitKnown: true };
  }
  if (neither.test(leaf.from)) return null;
  return (
    guessYesNo(leaf) ??
    (typeof leaf.value === 'number' ? guessNumber(leaf.from, leaf.value, leaf.unit) : null)
  );
}

function guessYesNo({ from, value }: FieldLeaf): MetricGuess | null {
  for (const { name, metric, yes } of yesNoPatterns) {
    if (!name.test(from)) continue;
    if (typeof value === 'boolean' || value === 0 || value === 1) {
      return { metric, unit: null, words: {}, isUnitKnown: true };
    }
    if (typeof value !== 'string' || !(yes.test(value) || noWord.test(value))) continue;
    const word = value.toLowerCase();
    return { metric, unit: null, words: { [word]: yes.test(word) ? 1 : 0 }, isUnitKnown: true };
  }
  return null;
}

function guessNumber(from: string, value: number, unit: string | null): MetricGuess | null {
  for (const { name, metric, units } of patterns) {
    if (!name.test(from)) continue;
    if (unit !== null && unit !== '') {
      const converted = isUnit(unit) ? convertUnit(value, unit, unitOf(metric)) : null;
      if (converted !== null) return { metric, unit, words: {}, isUnitKnown: true };
      continue;
    }
    const likely = units.find(([, lowest, highest]) => value >= lowest && value <= highest);
    if (likely !== undefined) return { metric, unit: likely[0], words: {}, isUnitKnown: false };
  }
  return null;
}
