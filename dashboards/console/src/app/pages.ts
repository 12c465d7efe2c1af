// The pages of the console: where each is, what it is called, who may open it. A new page is one line here and one
// file, loaded when it is opened.
import type { Role } from '../../../../core/person.ts';
import { pageWords } from '../words/page-words.ts';
import { casePages } from './case-pages.ts';
import { fieldPages } from './field-pages.ts';
import type { Page, PageGroup } from './page.ts';
import { roleAdmits } from './role-rank.ts';
import { setupPages } from './setup-pages.ts';

export const pages: readonly Page[] = [
  {
    path: '/',
    label: pageWords.wall,
    role: 'viewer',
    menu: { icon: 'map', group: 'now' },
    load: async () => ({ Component: (await import('./overview-page.tsx')).OverviewPage }),
  },
  {
    path: '/alarms',
    label: pageWords.alarms,
    role: 'viewer',
    menu: { icon: 'alarm', group: 'now' },
    load: async () => ({ Component: (await import('../alarms/alarms-page.tsx')).AlarmsPage }),
  },
  {
    path: '/alarms/:id',
    label: pageWords.alarm,
    role: 'viewer',
    load: async () => ({ Component: (await import('../alarms/alarm-page.tsx')).AlarmPage }),
  },
  ...casePages,
  ...fieldPages,
  ...setupPages,
  {
    path: '/hub',
    label: pageWords.hub,
    role: 'operator',
    menu: { icon: 'hub', group: 'setup' },
    load: async () => ({ Component: (await import('../hub/hub-page.tsx')).HubPage }),
  },
];

/** Those that a role sees in one part of the menu. */
export function menuPages(role: Role, group: PageGroup) {
  return pages.flatMap((page) =>
    page.menu?.group === group && mayOpen(page, role) ? [{ ...page, icon: page.menu.icon }] : [],
  );
}

export function mayOpen(page: Page, role: Role): boolean {
  return roleAdmits(role, page.role);
}
