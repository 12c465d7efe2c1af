// Counts by day as bars, with targets as lines. Loaded when the first one is looked at.
import { BarChart as BarSeries } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import { useShade } from '../app/appearance.tsx';
import { useChart } from '../parts/use-chart.ts';

use([BarSeries, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

export interface BarSet {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
  /** Sets with the same stack stand on each other. */
  readonly stack?: string;
}

interface BarChartProps {
  readonly label: string;
  readonly days: readonly string[];
  readonly sets: readonly BarSet[];
  readonly targets?: readonly number[];
}

const inks = { dark: { text: '#aab8c5', grid: '#2c3947' }, light: { text: '#4a5a68', grid: '#dbe2e8' } };

export function BarChart({ label, days, sets, targets = [] }: BarChartProps) {
  const { shade } = useShade();
  const option = useMemo<EChartsCoreOption>(() => {
    const ink = inks[shade];
    return {
      animation: false,
      grid: { left: 44, right: 14, top: 34, bottom: 24 },
      legend: { top: 0, textStyle: { color: ink.text } },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: {
        type: 'category',
        data: days,
        axisLabel: { color: ink.text, formatter: (day: string) => day.slice(5), hideOverlap: true },
        axisLine: { lineStyle: { color: ink.grid } },
      },
      yAxis: {
        type: 'value',
        axisLabel: { color: ink.text },
        splitLine: { lineStyle: { color: ink.grid } },
      },
      series: sets.map(({ name, values, colour, stack }, index) => ({
        type: 'bar',
        name,
        data: [...values],
        barMaxWidth: 28,
        itemStyle: { color: colour },
        ...(stack === undefined ? {} : { stack }),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { type: 'dashed', color: ink.text },
          label: { show: false },
          data: index === 0 ? targets.map((yAxis) => ({ yAxis })) : [],
        },
      })),
    };
  }, [shade, days, sets, targets]);
  const holder = useChart(option);
  return <div ref={holder} className="chart" role="img" aria-label={label} />;
}
