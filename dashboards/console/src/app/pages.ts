// The pages of the console: where each is, what it is called, who may open it. A new page is one line here and one
// file, loaded when it is opened.
import type { ComponentType } from 'react';
import type { Label } from '../../../../core/label.ts';
import { type Role, roles } from '../../../../core/person.ts';
import { pageWords } from '../words/page-words.ts';
import { ruleWords } from '../words/rule-words.ts';

type Loaded = Promise<{ readonly Component: ComponentType }>;

export interface Page {
  /** Below the console's root; parts that begin with a colon are ids. */
  readonly path: string;
  readonly label: Label;
  /** The least role that may open it. */
  readonly role: Role;
  /** Its place in the menu; absent where it is reached from another page. */
  readonly menu?: { readonly icon: PageIcon; readonly group: PageGroup };
  load(): Loaded;
}

export type PageIcon = 'map' | 'alarm' | 'device' | 'hub' | 'rule';

/** The parts of the menu, in this order: what happens now, what stands outside, what it came to, how it is set up. */
export const pageGroups = ['now', 'field', 'figures', 'setup'] as const;
export type PageGroup = (typeof pageGroups)[number];

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
  {
    path: '/points/:id',
    label: pageWords.point,
    role: 'viewer',
    load: async () => ({ Component: (await import('./point-on-wall.tsx')).PointOnWall }),
  },
  {
    path: '/devices',
    label: pageWords.devices,
    role: 'viewer',
    menu: { icon: 'device', group: 'field' },
    load: async () => ({ Component: (await import('../devices/devices-page.tsx')).DevicesPage }),
  },
  {
    path: '/devices/:id',
    label: pageWords.device,
    role: 'viewer',
    load: async () => ({ Component: (await import('../devices/device-page.tsx')).DevicePage }),
  },
  {
    path: '/rules',
    label: ruleWords.rules,
    role: 'viewer',
    menu: { icon: 'rule', group: 'setup' },
    load: async () => ({ Component: (await import('../rules/rules-page.tsx')).RulesPage }),
  },
  {
    path: '/rules/new',
    label: ruleWords.newRule,
    role: 'admin',
    load: async () => ({ Component: (await import('../rules/new-rule-page.tsx')).NewRulePage }),
  },
  {
    path: '/rules/:id',
    label: ruleWords.rule,
    role: 'viewer',
    load: async () => ({ Component: (await import('../rules/rule-page.tsx')).RulePage }),
  },
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
  return roles.indexOf(role) >= roles.indexOf(page.role);
}
