// A board put together: panels flow from left to right in rows, ids count up, links lead to the other boards of the
// same language and to the hub.
import {
  type AnnotationQuery,
  type Dashboard,
  DashboardCursorSync,
  type DashboardLink,
  type Panel,
  type RowPanel,
  type VariableModel,
} from '@grafana/schema';
import type { Language } from '../../../core/label.ts';
import { grafana } from './influx.ts';
import type { PlacedPanel } from './panel.ts';
import { speaker } from './say.ts';

/** Width of Grafana's grid. */
const gridWidth = 24;

export interface Board {
  /** Also the name of its file; the English one's ends in `-en`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly VariableModel[];
  readonly annotations?: readonly AnnotationQuery[];
  readonly rows: readonly BoardRow[];
  /** Such as `now-6h`. */
  readonly from: string;
  /** Such as `10s`. */
  readonly refresh: string;
}

/** Panels under a heading, or under none. */
export interface BoardRow {
  readonly title?: string;
  readonly panels: readonly PlacedPanel[];
}

export function uidOf(name: string, language: Language): string {
  return language === 'zh' ? `sluice-${name}` : `sluice-${name}-en`;
}

export function tagOf(language: Language): string {
  return language === 'zh' ? 'sluice-zh' : 'sluice-en';
}

/** Address of another board of the same language, with what is chosen here. */
export function boardUrl(name: string, language: Language, query = ''): string {
  return `/d/${uidOf(name, language)}${query === '' ? '' : `?${query}`}`;
}

export function dashboardOf(board: Board, language: Language): Dashboard {
  return {
    uid: uidOf(board.name, language),
    title: board.title,
    description: board.description,
    tags: ['sluice', tagOf(language)],
    schemaVersion: 42,
    version: 1,
    editable: false,
    graphTooltip: DashboardCursorSync.Crosshair,
    timezone: 'Asia/Shanghai',
    weekStart: 'monday',
    time: { from: board.from, to: 'now' },
    timepicker: { refresh_intervals: ['5s', '10s', '30s', '1m', '5m'] },
    refresh: board.refresh,
    fiscalYearStartMonth: 0,
    liveNow: false,
    links: links(board.name, language),
    templating: { list: [...board.variables] },
    annotations: { list: [...(board.annotations ?? [])] },
    panels: placed(board.rows),
  };
}

function links(name: string, language: Language): DashboardLink[] {
  const say = speaker(language);
  const link = { asDropdown: false, icon: 'external link', tags: [], tooltip: '' };
  return [
    {
      ...link,
      type: 'dashboards',
      title: say({ zh: '看板', en: 'Boards' }),
      tags: [tagOf(language)],
      asDropdown: true,
      icon: 'dashboard',
      includeVars: true,
      keepTime: true,
      targetBlank: false,
    },
    {
      ...link,
      type: 'link',
      title: say({ zh: '监测平台', en: 'Hub' }),
      url: `${grafana('hub_url')}/`,
      includeVars: false,
      keepTime: false,
      targetBlank: true,
    },
    {
      ...link,
      type: 'link',
      title: say({ zh: 'English', en: '中文' }),
      url: boardUrl(name, language === 'zh' ? 'en' : 'zh'),
      includeVars: true,
      keepTime: true,
      targetBlank: false,
    },
  ];
}

function placed(rows: readonly BoardRow[]): (Panel | RowPanel)[] {
  const panels: (Panel | RowPanel)[] = [];
  let top = 0;
  for (const row of rows) {
    if (row.title !== undefined) {
      panels.push(heading(panels.length + 1, row.title, top));
      top += 1;
    }
    let x = 0;
    let lineHeight = 0;
    for (const { size, panel } of row.panels) {
      const [w, h] = size;
      if (x + w > gridWidth) {
        top += lineHeight;
        x = 0;
        lineHeight = 0;
      }
      panels.push({ ...panel, id: panels.length + 1, gridPos: { x, y: top, w, h } });
      x += w;
      lineHeight = Math.max(lineHeight, h);
    }
    top += lineHeight;
  }
  return panels;
}

function heading(id: number, title: string, y: number): RowPanel {
  return { type: 'row', id, title, collapsed: false, panels: [], gridPos: { x: 0, y, w: gridWidth, h: 1 } };
}
