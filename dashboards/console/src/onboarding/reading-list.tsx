// The readings that come of a message, and what of it cannot be used.
import { Table } from 'antd';
import { Moment } from '../parts/time-mark.tsx';
import { deviceWords } from '../words/device-words.ts';
import { metricFigure, metricLabel } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { onboardingWords } from '../words/onboarding-words.ts';
import type { ProposedReading, UnusablePart } from './onboarding-answers.ts';

interface ReadingListProps {
  readonly readings: readonly ProposedReading[];
  readonly reasons: readonly UnusablePart[];
}

export function ReadingList({ readings, reasons }: ReadingListProps) {
  const { language, say } = useSpeech();
  return (
    <>
      <h3>{say(onboardingWords.readings)}</h3>
      {readings.length === 0 ? (
        <p className="quiet">{say(onboardingWords.noReadings)}</p>
      ) : (
        <Table<ProposedReading>
          rowKey={({ metric, measured_at }) => `${metric} ${measured_at}`}
          size="small"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 'max-content' }}
          dataSource={[...readings]}
          columns={[
            {
              title: say(deviceWords.metric),
              render: (_, { metric }) => (
                <>
                  {metricLabel(metric, language)} <code className="quiet">{metric}</code>
                </>
              ),
            },
            {
              title: say(deviceWords.value),
              align: 'right',
              render: (_, { metric, value, unit }) => metricFigure(metric, value, language, unit),
            },
            {
              title: say(onboardingWords.ownTime),
              render: (_, { measured_at: at }) =>
                at === null ? (
                  <span className="quiet">{say(onboardingWords.onReceipt)}</span>
                ) : (
                  <Moment at={at} />
                ),
            },
          ]}
        />
      )}
      {reasons.length > 0 && (
        <>
          <h3>{say(onboardingWords.cannotUse)}</h3>
          <ul>
            {reasons.map(({ reason, detail }) => (
              <li key={`${reason} ${detail}`}>{detail}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
