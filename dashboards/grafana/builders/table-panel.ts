// Tables: the columns that are named, in their order, and no others; hidden ones serve the links of the rest.
import {
  type DataTransformerConfig,
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  TableCellHeight,
  type TableCellOptions,
} from '@grafana/schema';
import type {
  FieldConfig as TableFieldConfig,
  Options as TableOptions,
} from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { FieldLook } from './field-look.ts';
import { overrideOf, type PanelData, type PlacedPanel, type Property, panelOf } from './panel.ts';

export interface Column extends FieldLook {
  /** Its name in the answer. */
  readonly field: string;
  /** Colours the cell by its value: all of it, or its text. */
  readonly paint?: 'background' | 'text';
  readonly width?: number;
  /** There for links only. */
  readonly hidden?: boolean;
}

export interface TableData extends Omit<PanelData, 'fields'> {
  readonly columns: readonly Column[];
  /** By the title of a column. */
  readonly sortBy?: { readonly title: string; readonly descending: boolean };
}

export function tablePanel({ columns, sortBy, ...data }: TableData): PlacedPanel {
  const options: TableOptions = {
    cellHeight: TableCellHeight.Sm,
    frameIndex: 0,
    showHeader: true,
    sortBy: sortBy === undefined ? [] : [{ displayName: sortBy.title, desc: sortBy.descending }],
  };
  const custom: TableFieldConfig = {
    align: 'auto',
    cellOptions: { type: TableCellDisplayMode.Auto },
    inspect: false,
  };
  const transformations = [...(data.transformations ?? []), ...onlyColumns(columns)];
  const placed = panelOf('table', { ...data, transformations }, options, custom);
  const overrides = columns.map((column) => overrideOf(column.field, column, ownProperties(column)));
  return {
    ...placed,
    panel: { ...placed.panel, fieldConfig: { defaults: {}, ...placed.panel.fieldConfig, overrides } },
  };
}

function onlyColumns(columns: readonly Column[]): DataTransformerConfig[] {
  return [
    { id: 'filterFieldsByName', options: { include: { names: columns.map(({ field }) => field) } } },
    {
      id: 'organize',
      options: {
        excludeByName: {},
        indexByName: Object.fromEntries(columns.map(({ field }, index) => [field, index])),
        renameByName: {},
      },
    },
  ];
}

function ownProperties({ paint, width, hidden }: Column): Property[] {
  const properties: Property[] = [];
  if (paint !== undefined) properties.push({ id: 'custom.cellOptions', value: cellOptions(paint) });
  if (width !== undefined) properties.push({ id: 'custom.width', value: width });
  if (hidden === true) {
    properties.push({ id: 'custom.hideFrom', value: { viz: true, legend: true, tooltip: true } });
  }
  return properties;
}

function cellOptions(paint: 'background' | 'text'): TableCellOptions {
  if (paint === 'text') return { type: TableCellDisplayMode.ColorText };
  return { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic };
}
