// The pages about cases and how units work on them.
import { caseWords } from '../words/case-words.ts';
import { pageWords } from '../words/page-words.ts';
import type { Page } from './page.ts';

export const casePages: readonly Page[] = [
  {
    path: '/cases',
    label: pageWords.cases,
    role: 'viewer',
    menu: { icon: 'case', group: 'now' },
    load: async () => ({ Component: (await import('../cases/cases-page.tsx')).CasesPage }),
  },
  {
    path: '/cases/new',
    label: caseWords.newCase,
    role: 'crew',
    load: async () => ({ Component: (await import('../cases/new-case-page.tsx')).NewCasePage }),
  },
  {
    path: '/cases/:id',
    label: pageWords.case,
    role: 'viewer',
    load: async () => ({ Component: (await import('../cases/case-page.tsx')).CasePage }),
  },
];
