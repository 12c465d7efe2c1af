// The parts of Grafana's published schema that the JSON is checked against: a dashboard, and by the type of a panel what
// it may hold.
import type { AnnotationQuery, Dashboard } from '@grafana/schema';
import type { Options as BarGaugeOptions } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type { Options as GeomapOptions } from '@grafana/schema/dist/esm/raw/composable/geomap/panelcfg/x/GeomapPanelCfg_types.gen';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  FieldConfig as TimelineFieldConfig,
  Options as TimelineOptions,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type {
  FieldConfig as TableFieldConfig,
  Options as TableOptions,
} from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { Options as TextOptions } from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type {
  FieldConfig as TimeSeriesFieldConfig,
  Options as TimeSeriesOptions,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { InfluxAnnotationTarget } from './builders/influx.ts';

/** What an annotation asks is its data source's own business, in Grafana's schema too. */
export type PublishedDashboard = Omit<Dashboard, 'annotations'> & {
  readonly annotations?: { readonly list?: readonly AnnotationQuery<InfluxAnnotationTarget>[] };
};

interface Kind<Options, Custom> {
  readonly options: Options;
  readonly custom: Custom;
}

type Nothing = Record<string, never>;

/** By the `type` of a panel: its options, and what a field may be configured with besides what all kinds share. */
export interface PublishedPanels {
  readonly bargauge: Kind<BarGaugeOptions, Nothing>;
  readonly geomap: Kind<GeomapOptions, Nothing>;
  readonly stat: Kind<StatOptions, Nothing>;
  readonly 'state-timeline': Kind<TimelineOptions, TimelineFieldConfig>;
  readonly table: Kind<TableOptions, TableFieldConfig>;
  readonly text: Kind<TextOptions, Nothing>;
  readonly timeseries: Kind<TimeSeriesOptions, TimeSeriesFieldConfig>;
}
