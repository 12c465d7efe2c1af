// What every panel has, whatever it draws: a title, a place's size, its questions, how its fields look.
import type { DataTransformerConfig, FieldConfigSource, Panel } from '@grafana/schema';
import { type FieldLook, fieldConfig } from './field-look.ts';
import { dataSource, type InfluxTarget } from './influx.ts';

/** The release whose panels these are; the one that docker-compose.yml pins. */
export const grafanaVersion = '13.1.3';

/** The wall's grid is 24 wide; a height of 1 is 30 pixels. */
export type Size = readonly [width: number, height: number];

export interface PlacedPanel {
  readonly size: Size;
  readonly panel: Omit<Panel, 'id' | 'gridPos'>;
}

export interface PanelText {
  readonly title: string;
  /** What is counted and how, under the mark beside the title. */
  readonly description?: string;
  readonly size: Size;
}

export interface PanelData extends PanelText {
  readonly targets: readonly InfluxTarget[];
  readonly look?: FieldLook;
  /** By the name of the field in the answer. */
  readonly fields?: Readonly<Record<string, FieldLook>>;
  readonly transformations?: readonly DataTransformerConfig[];
}

/** A panel of a kind that Grafana brings. `Options` and `Custom` are that kind's own, from its published schema. */
export function panelOf<Options extends object, Custom extends object>(
  type: string,
  data: PanelData,
  options: Options,
  custom: Custom,
): PlacedPanel {
  const { title, description, size, targets, look = {}, fields = {}, transformations = [] } = data;
  const config: FieldConfigSource = {
    defaults: { ...fieldConfig(look), custom: custom as Record<string, unknown> },
    overrides: Object.entries(fields).map(([name, field]) => overrideOf(name, field)),
  };
  return {
    size,
    panel: {
      type,
      pluginVersion: grafanaVersion,
      title,
      ...(description === undefined ? {} : { description }),
      datasource: dataSource,
      targets: targets.map((target) => ({ ...target })),
      fieldConfig: config,
      options: options as Record<string, unknown>,
      ...(transformations.length === 0 ? {} : { transformations: [...transformations] }),
    },
  };
}

export type FieldOverride = FieldConfigSource['overrides'][number];

export function overrideOf(name: string, look: FieldLook, custom: readonly Property[] = []): FieldOverride {
  const properties = Object.entries(fieldConfig(look)).map(([id, value]) => ({ id, value }));
  return { matcher: { id: 'byName', options: name }, properties: [...properties, ...custom] };
}

/** A property of the kind's own, such as `custom.width`. */
export interface Property {
  readonly id: string;
  readonly value: unknown;
}
