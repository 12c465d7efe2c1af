// The pages about how the hub decides, who may do what, and rainstorms.
import { pageWords } from '../words/page-words.ts';
import type { Page } from './page.ts';

export const setupPages: readonly Page[] = [
  {
    path: '/storms',
    label: pageWords.storms,
    role: 'viewer',
    menu: { icon: 'storm', group: 'now' },
    load: async () => ({ Component: (await import('../storms/storms-page.tsx')).StormsPage }),
  },
  {
    path: '/announcements',
    label: pageWords.announcements,
    role: 'viewer',
    menu: { icon: 'speaker', group: 'now' },
    load: async () => ({
      Component: (await import('../announcements/announcements-page.tsx')).AnnouncementsPage,
    }),
  },
  {
    path: '/rules',
    label: pageWords.rules,
    role: 'viewer',
    menu: { icon: 'rule', group: 'setup' },
    load: async () => ({ Component: (await import('../rules/rules-page.tsx')).RulesPage }),
  },
  {
    path: '/rules/new',
    label: pageWords.newRule,
    role: 'admin',
    load: async () => ({ Component: (await import('../rules/new-rule-page.tsx')).NewRulePage }),
  },
  {
    path: '/rules/:id',
    label: pageWords.rule,
    role: 'viewer',
    load: async () => ({ Component: (await import('../rules/rule-page.tsx')).RulePage }),
  },
  {
    path: '/people',
    label: pageWords.people,
    role: 'admin',
    menu: { icon: 'people', group: 'setup' },
    load: async () => ({ Component: (await import('../people/people-page.tsx')).PeoplePage }),
  },
  {
    path: '/accounts',
    label: pageWords.accounts,
    role: 'admin',
    menu: { icon: 'account', group: 'setup' },
    load: async () => ({ Component: (await import('../people/accounts-page.tsx')).AccountsPage }),
  },
  {
    path: '/audit',
    label: pageWords.audit,
    role: 'admin',
    menu: { icon: 'audit', group: 'setup' },
    load: async () => ({ Component: (await import('../audit/audit-page.tsx')).AuditPage }),
  },
];
