// Which unit answers for a point. The order is the table's; by default the field's: who maintains it, who owns it,
// who supervises it, and in the end the sub-district where it lies.
import type { Case, Responsibility } from '../core/case.ts';
import type { Point, Registry } from '../core/registry.ts';
import type { ResponsibilityRule } from './responsibility-table.ts';

export interface ResponsibleUnit {
  readonly unitId: string;
  /** The rule that matched. */
  readonly responsibility: ResponsibilityRule;
}

/** The first unit in that order that the point names and the registry knows; `null` where there is none. */
export function responsibleUnit(
  point: Point | undefined,
  registry: Pick<Registry, 'unit'>,
  order: readonly ResponsibilityRule[],
): ResponsibleUnit | null {
  for (const responsibility of order) {
    const unitId = unitOf(point, responsibility);
    if (unitId !== null && registry.unit(unitId) !== undefined) return { unitId, responsibility };
  }
  return null;
}

/** On what ground a unit that a person chose answers for the point: `manual` where the point does not name it. */
export function responsibilityOf(
  point: Point | undefined,
  unitId: string,
  order: readonly ResponsibilityRule[],
): Responsibility {
  return order.find((rule) => unitOf(point, rule) === unitId) ?? 'manual';
}

/** The unit that watches over the case's: the point's supervisor, else the unit's parent; `null` where neither is. */
export function supervisorOf(
  subject: Pick<Case, 'pointId' | 'unitId'>,
  registry: Pick<Registry, 'unit' | 'point'>,
): string | null {
  const point = subject.pointId === null ? undefined : registry.point(subject.pointId);
  const unit = subject.unitId === null ? undefined : registry.unit(subject.unitId);
  for (const unitId of [point?.supervisorUnit, unit?.parentUnit]) {
    if (unitId != null && unitId !== subject.unitId && registry.unit(unitId) !== undefined) return unitId;
  }
  return null;
}

function unitOf(point: Point | undefined, rule: ResponsibilityRule): string | null {
  switch (rule) {
    case 'maintainer':
      return point?.maintainerUnit ?? null;
    case 'owner':
      return point?.ownerUnit ?? null;
    case 'supervisor':
      return point?.supervisorUnit ?? null;
    case 'subdistrict':
      return point?.subdistrictUnit ?? null;
  }
}
