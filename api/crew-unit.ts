// A crew sees the cases of its unit, so it must have one.
import type { User } from '../core/person.ts';
import { invalid } from './problem.ts';

export function checkCrewUnit({ role, unitId }: Pick<User, 'role' | 'unitId'>): void {
  if (role !== 'crew' || unitId !== null) return;
  throw invalid('unit_id', {
    zh: '现场班组需要 unit_id：其办理哪个单位的案件。',
    en: 'A crew needs "unit_id": the unit whose cases it works on.',
  });
}
