// An ECharts chart in an element of the page: made once, as wide as its element, drawn anew as its option changes.
import { type EChartsCoreOption, type EChartsType, init } from 'echarts/core';
import { useEffect, useRef } from 'react';

/**
 * @param option keeps its identity while nothing changes.
 * @param mayMerge whether what an option leaves out may stay from the one before, which spares a long line's redrawing.
 */
export function useChart(option: EChartsCoreOption, mayMerge = false) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  useEffect(() => {
    if (holder.current === null) return;
    const made = init(holder.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(holder.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: !mayMerge });
  }, [option, mayMerge]);
  return holder;
}
