// What the roles are called, on the console and where one is missing.
import type { Label } from './label.ts';
import type { Role } from './person.ts';

export const roleLabels = {
  viewer: { zh: '查看员', en: 'Viewer' },
  crew: { zh: '现场班组', en: 'Crew' },
  operator: { zh: '值班员', en: 'Operator' },
  admin: { zh: '管理员', en: 'Administrator' },
} as const satisfies Record<Role, Label>;
