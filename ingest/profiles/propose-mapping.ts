// A profile for a device that no profile knows yet, from the fields of one of its uplinks: each field with what it
// seems to mean, and a file to begin with.
import { stringify } from 'yaml';
import { metricByName, unitOf } from '../../core/metric.ts';
import type { VendorField } from '../../core/registry.ts';
import { isJsonObject, type JsonObject } from '../payload.ts';
import { whyUnusable } from '../usable-range.ts';
import { type FieldLeaf, guessMetric, type MetricGuess } from './guess-metric.ts';
import { readVendorValue } from './vendor-value.ts';

/** Fields that are looked at, and how deep. */
const leavesMax = 200;
const depthMax = 4;

export interface ProposedField {
  readonly from: string;
  readonly raw: unknown;
  readonly metric: string;
  readonly unit: string;
  /** In that unit. */
  readonly value: number;
  /** How sure: by the unit that the vendor writes, or by the name and what the value can be. */
  readonly by: 'name and unit' | 'name and value';
}

export interface ProposedMapping {
  readonly fields: readonly ProposedField[];
  /** Fields that seem to mean nothing that the hub knows. */
  readonly unmapped: readonly string[];
  /** A profile file to begin with; `null` where nothing could be mapped. */
  readonly yaml: string | null;
}

const textWithUnit = /^\s*([+-]?\d+(?:\.\d+)?)\s*([^\d\s(][^\s(]*)\s*(?:\(.*\))?$/;

/** `name`: of the device model, where the network server says it. */
export function proposeMapping(fields: JsonObject, fPort: number, name: string): ProposedMapping {
  const proposed: ProposedField[] = [];
  const unmapped: string[] = [];
  const guesses = new Map<string, [FieldLeaf, MetricGuess]>();
  for (const leaf of leavesOf(fields)) {
    const guess = guessMetric(leaf);
    const field = guess === null || guesses.has(guess.metric) ? null : proposedField(leaf, guess);
    if (field === null || guess === null) {
      unmapped.push(leaf.from);
      continue;
    }
    guesses.set(guess.metric, [leaf, guess]);
    proposed.push(field);
  }
  const yaml = proposed.length === 0 ? null : profileText(proposed, guesses, fields, fPort, name);
  return { fields: proposed, unmapped, yaml };
}

/** Every value with its path; `{value, unit}` and `"2799 mm"` count as one. */
function leavesOf(fields: JsonObject): FieldLeaf[] {
  const leaves: FieldLeaf[] = [];
  const visit = (object: JsonObject, path: string, depth: number) => {
    for (const [key, raw] of Object.entries(object)) {
      if (leaves.length >= leavesMax) return;
      const from = path === '' ? key : `${path}.${key}`;
      const leaf = leafOf(from, raw);
      if (leaf !== null) leaves.push(leaf);
      else if (isJsonObject(raw) && depth < depthMax) visit(raw, from, depth + 1);
    }
  };
  visit(fields, '', 1);
  return leaves;
}

function leafOf(from: string, raw: unknown): FieldLeaf | null {
  if (isJsonObject(raw)) {
    const inner = 'value' in raw ? leafOf(from, raw.value) : null;
    if (inner === null) return null;
    return { ...inner, raw, unit: typeof raw.unit === 'string' && raw.unit !== '' ? raw.unit : inner.unit };
  }
  if (typeof raw === 'number' || typeof raw === 'boolean') return { from, raw, value: raw, unit: null };
  if (typeof raw !== 'string' || raw.length > 100) return null;
  const match = textWithUnit.exec(raw);
  if (match !== null) return { from, raw, value: Number(match[1]), unit: match[2] ?? null };
  return { from, raw, value: raw, unit: null };
}

function proposedField(leaf: FieldLeaf, guess: MetricGuess): ProposedField | null {
  const read = readVendorValue(leaf.raw, vendorField(leaf, guess));
  if (!read.ok || read.value === null) return null;
  const isOwn = !metricByName.has(guess.metric);
  if (!isOwn && whyUnusable(undefined, guess.metric, read.value) !== null) return null;
  const by = guess.isUnitKnown ? 'name and unit' : 'name and value';
  const unit = unitOf(guess.metric);
  return {
    from: leaf.from,
    raw: leaf.raw,
    metric: guess.metric,
    unit: isOwn ? '' : unit,
    value: read.value,
    by,
  };
}

function vendorField({ from }: FieldLeaf, { metric, unit, words }: MetricGuess): VendorField {
  return {
    ...{ metric, from: [from], unit, words, absent: [], when: {} },
    ...{ angle: 'signed', reversed: false },
  };
}

function profileText(
  proposed: readonly ProposedField[],
  guesses: ReadonlyMap<string, readonly [FieldLeaf, MetricGuess]>,
  fields: JsonObject,
  port: number,
  name: string,
): string {
  const metrics = proposed.map(({ metric, from }) => {
    const guess = guesses.get(metric)?.[1];
    return [
      metric,
      {
        from,
        ...(guess?.unit == null ? {} : { unit: guess.unit }),
        ...(Object.keys(guess?.words ?? {}).length === 0 ? {} : { words: guess?.words }),
        ...(metricByName.has(metric) ? {} : { range: [0, 1] }),
      },
    ] as const;
  });
  const readings = Object.fromEntries(proposed.map(({ metric, value }) => [metric, value]));
  const model = name === '' ? 'Model' : name;
  return stringify(
    {
      vendor: 'Vendor',
      model,
      label: { zh: model, en: model },
      interval: '1h',
      primary_metric: proposed[0]?.metric,
      metrics: Object.fromEntries(metrics),
      examples: [{ title: 'the uplink that this was proposed from', port, fields, readings }],
    },
    { lineWidth: 110 },
  );
}
