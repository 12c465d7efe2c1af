// What the devices at a case's point still say against closing it, beside alarms: a gauge that is wet below every
// setpoint, or a device that has fallen silent and so confirms nothing.

import type { CaseTables } from '../../cases/case-tables.ts';
import type { Case } from '../../core/case.ts';
import type { Label } from '../../core/label.ts';
import { formatInstant } from '../../core/time.ts';
import type { MessageIntake } from '../../ingest/intake.ts';
import type { RegistryBook } from '../../ingest/registry-book.ts';
import type { RuleEngine } from '../../rules/rule-engine.ts';

interface WatchedParts {
  readonly registry: RegistryBook;
  readonly intake: MessageIntake;
  readonly rules: RuleEngine;
}

/** Why the case cannot be verified now, or `null`. */
export function closingObstacle(
  subject: Case,
  { registry, intake, rules }: WatchedParts,
  { verified_by, dry_below_mm }: CaseTables['workflow'],
): Label | null {
  const { category, pointId } = subject;
  const metrics = verified_by[category] ?? verified_by[category.split('-')[0] ?? ''] ?? [];
  if (pointId === null || metrics.length === 0) return null;
  for (const device of registry.devices.values()) {
    if (device.pointId !== pointId) continue;
    const metric = registry.profile(device.profile)?.primaryMetric;
    if (metric === undefined || !metrics.includes(metric)) continue;
    const status = rules.status(device.id);
    if (status?.status === 'offline') {
      const since = formatInstant(status.statusSince);
      return {
        zh: `${device.id} 自 ${since} 起离线，无法证实`,
        en: `${device.id} has been silent since ${since} and confirms nothing`,
      };
    }
    const depth_mm = intake.devices.get(device.id)?.depth?.accepted.depths_mm.at(-1) ?? 0;
    if (depth_mm > dry_below_mm) {
      const shown = Math.round(depth_mm);
      return {
        zh: `${device.id} 仍显示积水 ${shown} mm`,
        en: `${device.id} still shows ${shown} mm of water`,
      };
    }
  }
  return null;
}
