// Tables: the columns that are named, in their order, and no others; hidden ones serve the links of the rest.
import {
  BarGaugeDisplayMode,
  BarGaugeValueMode,
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
import { keepFields } from './transformations.ts';

type Paint = 'background' | 'text' | 'bar';

export interface Column extends FieldLook {
  /** Its name in the answer. */
  readonly field: string;
  /** Shows the value by colour: of all the cell, of its text, or of a bar. */
  readonly paint?: Paint;
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
    keepFields(columns.map(({ field }) => field)),
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

function cellOptions(paint: Paint): TableCellOptions {
  if (paint === 'text') return { type: TableCellDisplayMode.ColorText };
  if (paint === 'bar') {
    return {
      type: TableCellDisplayMode.Gauge,
      mode: BarGaugeDisplayMode.Basic,
      valueDisplayMode: BarGaugeValueMode.Text,
    };
  }
  return { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic };
}
