// One rate of all units side by side, the best on top.
import { Select, Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useFilters } from '../parts/use-filters.ts';
import { shareFigure } from '../words/figures.ts';
import { indicatorWords } from '../words/indicator-words.ts';
import { useSpeech } from '../words/language.tsx';
import { scoreText } from './indicator-table.tsx';
import type { IndicatorsAnswer } from './indicators-answer.ts';

const RateChart = lazy(async () => ({ default: (await import('./rate-chart.tsx')).RateChart }));

const filterNames = ['rate'] as const;

export function RateSection({ answer }: { readonly answer: IndicatorsAnswer }) {
  const { language, say } = useSpeech();
  const [{ rate = 'score' }, setFilter] = useFilters(filterNames);
  const isScore = answer.titles[rate] === undefined;
  const title = answer.titles[rate]?.[language] ?? say(indicatorWords.score);
  const bars = useMemo(
    () =>
      answer.items
        .map((unit) => ({
          name: unit.name ?? unit.unit_id ?? say(indicatorWords.noUnit),
          value: isScore ? unit.score : (unit.rates[rate]?.value ?? null),
        }))
        .filter((bar): bar is { name: string; value: number } => bar.value !== null)
        .sort((a, b) => a.value - b.value)
        .map(({ name, value }) => ({
          ...{ name, value },
          text: isScore ? scoreText(value) : shareFigure(value),
        })),
    [answer, isScore, rate, say],
  );
  return (
    <section className="page-section">
      <div className="section-head">
        <h2>{say(indicatorWords.chart)}</h2>
        <Select
          aria-label={say(indicatorWords.rate)}
          value={isScore ? 'score' : rate}
          onChange={(chosen) => setFilter('rate', chosen === 'score' ? undefined : chosen)}
          options={[
            { value: 'score', label: say(indicatorWords.score) },
            ...Object.entries(answer.titles).map(([value, label]) => ({ value, label: label[language] })),
          ]}
        />
      </div>
      {bars.length === 0 ? (
        <p className="quiet">{say(indicatorWords.nothingDue)}</p>
      ) : (
        <Suspense fallback={<Skeleton.Node active className="chart" />}>
          <RateChart label={title} bars={bars} most={isScore ? 100 : 1} />
        </Suspense>
      )}
    </section>
  );
}
