// The newest value of each metric with its age and what the checks say of it.
import { Table, Tag } from 'antd';
import type { QualityFlag } from '../../../../core/reading.ts';
import type { LatestAnswer } from '../api-client/answers.ts';
import { NothingYet } from '../parts/answer-state.tsx';
import { Age } from '../parts/time-mark.tsx';
import { deviceWords, flagWords } from '../words/device-words.ts';
import { metricFigure, metricLabel } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';

export function LatestReadings({ readings }: { readonly readings: readonly LatestAnswer[] }) {
  const { language, say } = useSpeech();
  return (
    <section className="page-section">
      <h2>{say(deviceWords.readings)}</h2>
      {readings.length === 0 ? (
        <NothingYet text={say(deviceWords.noReadings)} />
      ) : (
        <Table<LatestAnswer>
          rowKey={({ device_id, metric }) => `${device_id} ${metric}`}
          size="small"
          pagination={false}
          dataSource={[...readings]}
          columns={[
            { title: say(deviceWords.metric), render: (_, { metric }) => metricLabel(metric, language) },
            {
              title: say(deviceWords.value),
              align: 'right',
              render: (_, { metric, value }) => metricFigure(metric, value, language),
            },
            { title: say(deviceWords.measuredAt), render: (_, { measured_at: at }) => <Age at={at} /> },
            { title: say(deviceWords.flags), render: (_, { flags }) => <Flags flags={flags} /> },
          ]}
        />
      )}
    </section>
  );
}

function isKnown(flag: string): flag is QualityFlag {
  return Object.hasOwn(flagWords, flag);
}

export function Flags({ flags }: { readonly flags: readonly string[] }) {
  const { say } = useSpeech();
  return flags.map((flag) => <Tag key={flag}>{isKnown(flag) ? say(flagWords[flag]) : flag}</Tag>);
}
