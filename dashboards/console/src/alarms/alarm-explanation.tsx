// Why an alarm was raised, in words and in the figures that decided.
import { Descriptions, Table } from 'antd';
import { alarmWords } from '../words/alarm-words.ts';
import { dayAndTime, figure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import type { ExplainedAlarm } from './alarm-page.tsx';

interface AlarmExplanationProps {
  readonly explanation: ExplainedAlarm['explanation'];
  readonly unit: string;
}

function settingText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function AlarmExplanation({ explanation, unit }: AlarmExplanationProps) {
  const { language, say } = useSpeech();
  const { words: reason, rule_version: version, settings, samples } = explanation;
  return (
    <section className="page-section">
      <h2>{say(alarmWords.why)}</h2>
      <p className="explanation-words">{reason[language]}</p>
      <p className="quiet">
        {say(alarmWords.ruleVersion)} {version}
      </p>
      <h3>{say(alarmWords.settings)}</h3>
      <Descriptions
        size="small"
        column={1}
        items={Object.entries(settings).map(([name, value]) => ({
          key: name,
          label: name,
          children: settingText(value),
        }))}
      />
      <h3>{say(alarmWords.samples)}</h3>
      <Table
        rowKey="measured_at"
        size="small"
        pagination={false}
        dataSource={[...samples]}
        columns={[
          {
            title: say(pageWords.time),
            render: (_, { measured_at: at }) => dayAndTime(Date.parse(at)),
          },
          { title: say(alarmWords.value), render: (_, { value }) => figure(value, unit), align: 'right' },
          { title: say(alarmWords.flags), render: (_, { flags }) => flags.join(', ') },
        ]}
      />
    </section>
  );
}
