// The kinds of panel that the boards are made of, each with the settings that suit a wall.
import {
  AxisPlacement,
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  GraphDrawStyle,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LineInterpolation,
  PercentChangeColorMode,
  SortOrder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizOrientation,
} from '@grafana/schema';
import type { Options as BarGaugeOptions } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  FieldConfig as TimelineFieldConfig,
  Options as TimelineOptions,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import {
  TextMode,
  type Options as TextOptions,
} from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type {
  FieldConfig as TimeSeriesFieldConfig,
  Options as TimeSeriesOptions,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import { type PanelData, type PanelText, type PlacedPanel, panelOf } from './panel.ts';

/** How many values become one: the newest that is one, or all added up. */
type Reduction = 'lastNotNull' | 'sum' | 'max' | 'count';

/** One figure, large enough for the other end of the room. */
export function statPanel(data: PanelData & { readonly reduce?: Reduction }): PlacedPanel {
  const options: StatOptions = {
    colorMode: BigValueColorMode.Background,
    graphMode: BigValueGraphMode.None,
    justifyMode: BigValueJustifyMode.Auto,
    orientation: VizOrientation.Auto,
    percentChangeColorMode: PercentChangeColorMode.Standard,
    reduceOptions: { calcs: [data.reduce ?? 'lastNotNull'], fields: '', values: false },
    showPercentChange: false,
    textMode: BigValueTextMode.Auto,
    wideLayout: true,
  };
  return panelOf('stat', data, options, {});
}

/** A bar for each series, by its newest value. */
export function barGaugePanel(data: PanelData): PlacedPanel {
  const options: BarGaugeOptions = {
    displayMode: BarGaugeDisplayMode.Basic,
    legend: { calcs: [], displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: false },
    maxVizHeight: 300,
    minVizHeight: 16,
    minVizWidth: 8,
    namePlacement: BarGaugeNamePlacement.Left,
    orientation: VizOrientation.Horizontal,
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    showUnfilled: true,
    sizing: BarGaugeSizing.Auto,
    valueMode: BarGaugeValueMode.Color,
  };
  return panelOf('bargauge', data, options, {});
}

export interface LineLook {
  readonly style?: 'line' | 'bars' | 'stacked' | 'steps';
  /** Draws the thresholds as lines across. */
  readonly showLevels?: boolean;
  readonly axisLabel?: string;
}

export function timeSeriesPanel(data: PanelData, { style = 'line', ...line }: LineLook = {}): PlacedPanel {
  const options: TimeSeriesOptions = {
    legend: { calcs: [], displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true },
    tooltip: { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending },
  };
  const custom: TimeSeriesFieldConfig = {
    drawStyle: style === 'bars' || style === 'stacked' ? GraphDrawStyle.Bars : GraphDrawStyle.Line,
    lineInterpolation: style === 'steps' ? LineInterpolation.StepAfter : LineInterpolation.Linear,
    lineWidth: style === 'bars' || style === 'stacked' ? 0 : 2,
    fillOpacity: style === 'bars' || style === 'stacked' ? 80 : 8,
    // A gap in the readings stays one: a line across it would claim what nobody measured.
    spanNulls: false,
    axisPlacement: AxisPlacement.Auto,
    ...(line.axisLabel === undefined ? {} : { axisLabel: line.axisLabel }),
    ...(style === 'stacked' ? { stacking: { mode: StackingMode.Normal, group: 'A' } } : {}),
    ...(line.showLevels === true ? { thresholdsStyle: { mode: GraphThresholdsStyleMode.Dashed } } : {}),
  };
  return panelOf('timeseries', data, options, custom);
}

/** A strip for each series, coloured by its state. */
export function timelinePanel(data: PanelData): PlacedPanel {
  const options: TimelineOptions = {
    alignValue: 'left',
    legend: { calcs: [], displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true },
    mergeValues: true,
    perPage: 30,
    rowHeight: 0.9,
    showValue: VisibilityMode.Auto,
    tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None },
  };
  const custom: TimelineFieldConfig = { fillOpacity: 80, lineWidth: 0 };
  return panelOf('state-timeline', data, options, custom);
}

/** Words and links, as Markdown. */
export function textPanel({ markdown, ...text }: PanelText & { readonly markdown: string }): PlacedPanel {
  const options: TextOptions = { mode: TextMode.Markdown, content: markdown };
  return panelOf('text', { ...text, targets: [] }, options, {});
}
