// Why an alarm was raised, in words and in the samples that decided.

import { Table } from 'antd';
import type { explanationJson } from '../../../../core/alarm.ts';
import type { Label } from '../../../../core/label.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { Flags } from '../devices/latest-readings.tsx';
import { Sentences } from '../rules/check-state.tsx';
import { alarmWords } from '../words/alarm-words.ts';
import { dayAndTime, metricFigure, metricLabel } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { alarmFigure } from './alarm-figure.ts';

export type ExplainedAlarm = AlarmAnswer & {
  readonly explanation: ReturnType<typeof explanationJson> & {
    /** What the rule did with the settings that applied, in sentences. */
    readonly rule_words: readonly Label[];
  };
};

export function AlarmExplanation({ alarm }: { readonly alarm: ExplainedAlarm }) {
  const { language, say } = useSpeech();
  const { words: reason, rule_version: version, rule_words: sentences, samples } = alarm.explanation;
  return (
    <section className="page-section">
      <h2>{say(alarmWords.why)}</h2>
      <p className="explanation-words">{reason[language]}</p>
      <h3>
        {say(alarmWords.settings)} ({say(alarmWords.ruleVersion)} {version})
      </h3>
      <Sentences words={sentences} />
      <h3>{say(alarmWords.samples)}</h3>
      <Table
        rowKey={({ measured_at: at, metric }) => `${at} ${metric}`}
        size="small"
        pagination={false}
        dataSource={[...samples]}
        columns={[
          {
            title: say(pageWords.time),
            render: (_, { measured_at: at }) => dayAndTime(Date.parse(at)),
          },
          {
            title: say(alarmWords.sample),
            render: (_, { metric, value }) =>
              metric === undefined
                ? alarmFigure(value, alarm, language)
                : `${metricLabel(metric, language)} ${metricFigure(metric, value, language)}`,
            align: 'right',
          },
          { title: say(alarmWords.flags), render: (_, { flags }) => <Flags flags={flags} /> },
        ]}
      />
    </section>
  );
}
