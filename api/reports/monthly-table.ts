// The monthly report as rows: for each unit and each category of its, the counts behind every rate and the score.
import type { Json } from '../../core/ports.ts';
import { csvText } from '../csv-text.ts';

export type Cell = string | number | null;

export interface MonthlyTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Indexes of columns that hold shares, 0 to 1. */
  readonly shares: ReadonlySet<number>;
}

interface Measured {
  readonly rates: Readonly<Record<string, { value: number | null; numerator: number; denominator: number }>>;
  readonly score: number | null;
  readonly returns_too_often: boolean;
}

interface UnitRow extends Measured {
  readonly unit_id: string | null;
  readonly name: string | null;
  readonly categories: Readonly<Record<string, Measured>>;
}

/** `report`: as the view of the indicators gives it. `month`: `2026-07`. */
export function monthlyTable(report: Json, month: string): MonthlyTable {
  const titles = report.titles as Readonly<Record<string, { zh: string }>>;
  const rates = Object.keys(titles);
  const line = (name: string, category: string, measured: Measured): Cell[] => [
    ...[name, category],
    ...rates.flatMap((rate): Cell[] => {
      const { value, numerator, denominator } = measured.rates[rate] ?? {
        value: null,
        numerator: 0,
        denominator: 0,
      };
      return [numerator, denominator, value];
    }),
    measured.score,
    measured.returns_too_often ? '退回过多' : '',
  ];
  const units = report.items as readonly UnitRow[];
  return {
    title: `${month} 案件考核月报`,
    head: [
      ...['单位', '类别'],
      ...rates.flatMap((rate) => [
        `${titles[rate]?.zh}分子`,
        `${titles[rate]?.zh}分母`,
        titles[rate]?.zh ?? rate,
      ]),
      ...['综合得分', '备注'],
    ],
    rows: [
      ...units.flatMap((unit) => {
        const name = unit.name ?? unit.unit_id ?? '(未派遣)';
        const categories = Object.entries(unit.categories);
        return [
          line(name, '合计', unit),
          ...categories.map(([category, measured]) => line(name, category, measured)),
        ];
      }),
      line('全部', '合计', report.total as unknown as Measured),
    ],
    shares: new Set(rates.map((_, n) => 4 + 3 * n)),
  };
}

/** As people read it: shares in percent. */
export function cellText(cell: Cell, isShare: boolean): string {
  if (cell === null) return '';
  return isShare && typeof cell === 'number' ? `${(cell * 100).toFixed(1)}%` : String(cell);
}

export function monthlyCsv({ head, rows }: MonthlyTable): string {
  return csvText([head, ...rows]);
}
