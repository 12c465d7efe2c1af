// One gauge through intake and rules without a hub around it, at its own pace: what a change of filters or rules does
// to months of readings is seen in seconds.
import type { Alarm } from '../core/alarm.ts';
import { DueQueue } from '../core/due-queue.ts';
import type { recordKinds } from '../core/record.ts';
import type { DeviceProfile } from '../core/registry.ts';
import { Table } from '../core/table.ts';
import { testDevice, testPoint } from '../core/test-registry.ts';
import type { EpochMs } from '../core/time.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { readRelease } from '../hub/release.ts';
import type { DepthFilterSettings } from '../ingest/depth-filter.ts';
import { MessageIntake } from '../ingest/intake.ts';
import type { DeviceDirectory } from '../ingest/registry-book.ts';
import { type Rule, ruleSchema } from '../rules/rule-definition.ts';
import { RuleEngine } from '../rules/rule-engine.ts';

export interface GaugeSetup {
  readonly mountHeightMm: number;
  readonly interval_s: number;
}

/** Departures from the release, for what each part contributes. */
export interface Variant {
  readonly filter?: Partial<DepthFilterSettings>;
  /** Keys of rules by id. */
  readonly rules?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Codes for "no echo" are taken for distances. */
  readonly knowsNoCodes?: boolean;
}

const release = readRelease();

/** The rules of the release with the keys of a variant, those about floods and faults. */
function rulesOf({ rules = {} }: Variant): Rule[] {
  const wanted = new Set(['flood-depth', 'flood-rise', 'gauge-fault']);
  return release.rules
    .map((definition) => ruleSchema.parse({ ...definition, ...rules[String(definition.id)] }))
    .filter(({ id }) => wanted.has(id));
}

const encoder = new TextEncoder();

/** All alarms of a gauge that sent these reports, each received half a second after it was measured. */
export function alarmsOfGauge(
  setup: GaugeSetup,
  reports: Iterable<{ readonly ts: EpochMs }>,
  variant: Variant = {},
): Alarm[] {
  const device = testDevice('gauge', {
    pointId: 'point',
    mountHeightMm: setup.mountHeightMm,
    intervalS: setup.interval_s,
  });
  const point = testPoint('point');
  const profiles = new Map(release.profiles.map((profile) => [profile.id, withCodes(profile, variant)]));
  const registry: DeviceDirectory = {
    unit: () => undefined,
    unitsOfKind: () => [],
    point: (id) => (id === point.id ? point : undefined),
    device: (id) => (id === device.id ? device : undefined),
    deviceByEui: () => undefined,
    profile: (id) => profiles.get(id),
  };
  const alarms = new Map<string, Alarm>();
  const quality = { depth: { ...variant.filter }, zero: {} };
  const settings = { maxAgeMs: null, timezone: 'Asia/Shanghai', quality };
  const intake = new MessageIntake(registry, () => settings, new CodecSandbox());
  const due = new DueQueue();
  let receivedAt = 0;
  const engine = new RuleEngine({
    registry,
    devices: () => [device],
    timezone: () => 'Asia/Shanghai',
    counters: new Table<number>('counters'),
    due,
    alarmChanged: ({ alarm }) => {
      alarms.set(alarm.id, alarm);
      return null;
    },
    statusChanged: () => {},
    spanBegan: () => {},
    outageChanged: () => {},
    stormChanged: () => {},
    askInterval: () => false,
    now: () => receivedAt,
  });
  for (const rule of rulesOf(variant)) engine.putRule(rule, 0);
  let position = 0;
  for (const report of reports) {
    receivedAt = report.ts + 500;
    for (let key = due.take(receivedAt); key !== null; key = due.take(receivedAt))
      engine.due(key, receivedAt);
    position += 1;
    const payload = encoder.encode(JSON.stringify(report));
    const { samples } = intake.take(position, {
      kind: 'message' satisfies keyof typeof recordKinds,
      receivedAt,
      by: device.id,
      topic: `devices/${device.id}/telemetry`,
      payload,
    });
    engine.seen(device.id, receivedAt);
    for (const sample of samples) engine.sample(sample, device, receivedAt);
  }
  return [...alarms.values()];
}

function withCodes(profile: DeviceProfile, { knowsNoCodes = false }: Variant): DeviceProfile {
  return knowsNoCodes ? { ...profile, sentinels: {} } : profile;
}
