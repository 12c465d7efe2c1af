import { expect, test } from 'vitest';
import type { DeviceProfile, Registry } from '../core/registry.ts';
import { testDevice } from '../core/test-registry.ts';
import { RuleBook } from './rule-book.ts';
import type { DeviceRule, RuleInForce } from './rule-definition.ts';
import { rule } from './test-street.ts';

const alkaline: DeviceProfile = {
  id: 'acme-gauge',
  label: { zh: '测试', en: 'Test' },
  intervalS: 600,
  primaryMetric: 'depth_mm',
  sentinels: {},
  batteryScale: { full: 3.2, low: 2.4, critical: 2.2 },
};
const registry: Registry = {
  unit: () => undefined,
  unitsOfKind: () => [],
  point: () => undefined,
  device: () => undefined,
  profile: (id) => (id === alkaline.id ? alkaline : undefined),
};

function levelsAt(ruleId: string, profile: string, over: Readonly<Record<string, unknown>> = {}) {
  const book = new RuleBook(registry);
  const inForce = book.put(rule(ruleId, over)) as RuleInForce<DeviceRule>;
  const here = book.at(inForce, testDevice('d-1', { profile, pointId: 'p-1' })).rule;
  return 'levels' in here ? here.levels : null;
}

test('a device whose profile knows its battery is judged on that scale, the others by the rule', () => {
  expect(levelsAt('battery-low', 'tilt')).toEqual({ blue: 3.3, yellow: 3.1 });
  expect(levelsAt('battery-low', 'acme-gauge')).toEqual({ blue: 2.4, yellow: 2.2 });
  expect(levelsAt('flood-depth', 'acme-gauge')).toMatchObject({ blue: 50 });
});

test('a point that differs has the last word', () => {
  const overrides = { 'p-1': { levels: { blue: 2.7 } } };
  expect(levelsAt('battery-low', 'acme-gauge', { overrides })).toEqual({ blue: 2.7 });
});
