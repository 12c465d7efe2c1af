// Units as lying bars, for their names are long. Loaded when it is looked at.
import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import { useShade } from '../app/appearance.tsx';
import { useChart } from '../parts/use-chart.ts';
import './indicators.css';

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface RateChartProps {
  readonly label: string;
  /** From the lowest bar up. */
  readonly bars: readonly { readonly name: string; readonly value: number; readonly text: string }[];
  /** Where the axis ends. */
  readonly most: number;
}

const inks = {
  dark: { bar: '#3b8ef0', text: '#c4d0db', grid: '#2c3947' },
  light: { bar: '#1463c4', text: '#3d4c59', grid: '#dbe2e8' },
} as const;

const bar_px = 24;
const frame_px = 36;

export function RateChart({ label, bars, most }: RateChartProps) {
  const { shade } = useShade();
  const option = useMemo<EChartsCoreOption>(() => {
    const ink = inks[shade];
    return {
      animation: false,
      grid: { left: 8, right: 60, top: 6, bottom: 6, outerBoundsMode: 'same' },
      xAxis: {
        type: 'value',
        max: most,
        axisLabel: { show: false },
        splitLine: { lineStyle: { color: ink.grid } },
      },
      yAxis: {
        type: 'category',
        data: bars.map(({ name }) => name),
        axisLabel: { color: ink.text },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: ink.grid } },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 16,
          itemStyle: { color: ink.bar },
          data: bars.map(({ value, text }) => ({
            value,
            label: { show: true, position: 'right', color: ink.text, formatter: text },
          })),
        },
      ],
    };
  }, [bars, most, shade]);
  const holder = useChart(option);
  const height = frame_px + bars.length * bar_px;
  return <div ref={holder} className="rate-chart" style={{ height }} role="img" aria-label={label} />;
}
