// The pages of the console: where each is, what it is called, who may open it. A new page is one line here and one
// file, loaded when it is opened.
import type { ComponentType } from 'react';
import type { Label } from '../../../../core/label.ts';
import { type Role, roles } from '../../../../core/person.ts';
import { pageWords } from '../words/page-words.ts';

type Loaded = Promise<{ readonly Component: ComponentType }>;

export interface Page {
  /** Below the console's root; parts that begin with a colon are ids. */
  readonly path: string;
  readonly label: Label;
  /** The least role that may open it. */
  readonly role: Role;
  /** Name of its icon; absent where it is reached from another page. */
  readonly icon?: PageIcon;
  load(): Loaded;
}

export type PageIcon = 'map' | 'alarm' | 'hub';

export const pages: readonly Page[] = [
  {
    path: '/',
    label: pageWords.wall,
    role: 'viewer',
    icon: 'map',
    load: async () => ({ Component: (await import('./overview-page.tsx')).OverviewPage }),
  },
  {
    path: '/alarms',
    label: pageWords.alarms,
    role: 'viewer',
    icon: 'alarm',
    load: async () => ({ Component: (await import('../alarms/alarms-page.tsx')).AlarmsPage }),
  },
  {
    path: '/alarms/:id',
    label: pageWords.alarm,
    role: 'viewer',
    load: async () => ({ Component: (await import('../alarms/alarm-page.tsx')).AlarmPage }),
  },
  {
    path: '/points/:id',
    label: pageWords.point,
    role: 'viewer',
    load: async () => ({ Component: (await import('./point-on-wall.tsx')).PointOnWall }),
  },
  {
    path: '/hub',
    label: pageWords.hub,
    role: 'operator',
    icon: 'hub',
    load: async () => ({ Component: (await import('../hub/hub-page.tsx')).HubPage }),
  },
];

/** Those that a role sees in the menu. */
export function menuPages(role: Role): readonly Page[] {
  return pages.filter((page) => page.icon !== undefined && mayOpen(page, role));
}

export function mayOpen(page: Page, role: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(page.role);
}
