// Prints how well floods are found in simulated storms, for healthy and for broken gauges, with all parts of the
// pipeline and without each of them.
//
//   npm run storms -- [number of storms, 240 by default] [seed, 1 by default]
import {
  ablations,
  type StormOutcome,
  type StormStatistics,
  statisticsOf,
  stormOutcome,
} from '../storm-statistics.ts';

const storms = Number(process.argv[2] ?? 240);
const seed = Number(process.argv[3] ?? 1);

for (const [name, variant] of Object.entries(ablations)) {
  const outcomes = Array.from({ length: storms }, (_, index) => stormOutcome(seed, index, variant));
  console.log(`\n${name}`);
  print(
    'healthy gauges',
    outcomes.filter(({ storm }) => !storm.isBroken),
  );
  print(
    'broken gauges',
    outcomes.filter(({ storm }) => storm.isBroken),
  );
}

function print(title: string, outcomes: readonly StormOutcome[]): void {
  console.log(`  ${title}: ${line(statisticsOf(outcomes))}`);
}

function line(figures: StormStatistics): string {
  const {
    storms: count,
    floods,
    found,
    untold,
    medianDelay_s,
    p95Delay_s,
    medianReports,
    p95Reports,
  } = figures;
  return [
    `${count} storms`,
    `${found} of ${floods} floods found (${untold} more that too few reports tell of)`,
    `delay from the crossing median ${medianDelay_s} s, 95th percentile ${p95Delay_s} s`,
    `at report ${medianReports} that shows it, 95th percentile ${p95Reports}`,
    `false alarms per 1,000 sensor-days ${figures.falseAlarms}, ${figures.falseCertain} of them certain`,
  ].join('; ');
}
