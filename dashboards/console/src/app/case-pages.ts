// The pages about cases and how units work on them.
import { caseWords } from '../words/case-words.ts';
import { dutyWords } from '../words/duty-words.ts';
import { indicatorWords } from '../words/indicator-words.ts';
import { pageWords } from '../words/page-words.ts';
import { patrolWords } from '../words/patrol-words.ts';
import { tableWords } from '../words/table-words.ts';
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
  {
    path: '/patrol',
    label: patrolWords.patrol,
    role: 'viewer',
    menu: { icon: 'patrol', group: 'now' },
    load: async () => ({ Component: (await import('../patrol/patrol-page.tsx')).PatrolPage }),
  },
  {
    path: '/duty',
    label: dutyWords.duty,
    role: 'viewer',
    menu: { icon: 'duty', group: 'now' },
    load: async () => ({ Component: (await import('../duty/duty-page.tsx')).DutyPage }),
  },
  {
    path: '/indicators',
    label: indicatorWords.indicators,
    role: 'viewer',
    menu: { icon: 'indicators', group: 'figures' },
    load: async () => ({ Component: (await import('../indicators/indicators-page.tsx')).IndicatorsPage }),
  },
  {
    path: '/case-tables',
    label: tableWords.tables,
    role: 'viewer',
    menu: { icon: 'tables', group: 'setup' },
    load: async () => ({ Component: (await import('../case-tables/case-tables-page.tsx')).CaseTablesPage }),
  },
  {
    path: '/case-tables/:name',
    label: tableWords.table,
    role: 'viewer',
    load: async () => ({ Component: (await import('../case-tables/table-page.tsx')).TablePage }),
  },
];
