// A metric over time as a line, with the depths that raise alarms. Loaded when the first chart is looked at.
import { LineChart as LineSeries } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import { metricByName } from '../../../../core/metric.ts';
import type { EpochMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useShade } from '../app/appearance.tsx';
import { useChart } from '../parts/use-chart.ts';
import { useSpeech } from '../words/language.tsx';
import { type ChartSample, type ChartSpan, chartOption } from './chart-option.ts';

use([LineSeries, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

/** [epoch ms, value in the metric's unit]. */
interface LineChartProps {
  readonly metric: string;
  readonly samples: readonly ChartSample[];
  /** Length of the time axis. */
  readonly spanMs: number;
  /** End of the time axis; now where absent. */
  readonly endsAt?: EpochMs;
  readonly marks?: readonly ChartSpan[];
}

export function LineChart({ metric, samples, spanMs, endsAt, marks }: LineChartProps) {
  const { language, say } = useSpeech();
  const { shade } = useShade();
  const option = useMemo(() => {
    const now = endsAt ?? hubNow();
    return chartOption({
      metric,
      samples,
      spanMs,
      now,
      shade,
      language,
      say,
      ...(marks === undefined ? {} : { marks }),
    });
  }, [metric, samples, spanMs, endsAt, marks, shade, language, say]);
  const holder = useChart(option, true);
  const label = metricByName.get(metric)?.label[language] ?? metric;
  return <div ref={holder} className="chart" role="img" aria-label={label} />;
}
