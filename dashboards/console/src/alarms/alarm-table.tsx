// Alarms as rows of a table.
import { Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { usePlaces } from '../live/use-places.ts';
import { AlarmLink, CaseLink } from '../parts/links.tsx';
import { alarmWords } from '../words/alarm-words.ts';
import { ageWords } from '../words/durations.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { words } from '../words/words.ts';
import { alarmFigure } from './alarm-figure.ts';
import { HeldBackBy } from './held-back-by.tsx';
import type { RowKeys } from './use-row-keys.ts';

const ageStepMs = 15_000;

interface AlarmTableProps {
  readonly alarms: readonly AlarmAnswer[];
  /** Absent where nothing is chosen or moved about. */
  readonly keys?: RowKeys;
}

export function AlarmTable({ alarms, keys }: AlarmTableProps) {
  const { language, say } = useSpeech();
  const places = usePlaces(alarms.map(({ point_id: id }) => id));
  const now = useNow(ageStepMs);
  const columns = useMemo<TableColumnsType<AlarmAnswer>>(
    () => [
      {
        title: say(pageWords.severity),
        render: (_, alarm) => <SeverityTag severity={alarm.severity} />,
        width: 84,
      },
      {
        title: say(pageWords.alarm),
        render: (_, alarm) => <AlarmLink id={alarm.id} title={alarm.titles[language]} />,
      },
      {
        title: say(pageWords.point),
        render: (_, alarm) => places.get(alarm.point_id ?? '')?.name ?? alarm.device_id,
      },
      {
        title: say(alarmWords.peak),
        render: (_, alarm) => alarmFigure(alarm.peak_value, alarm, language),
        align: 'right',
      },
      {
        title: say(alarmWords.raisedAt),
        render: (_, alarm) => {
          const raisedAt = Date.parse(alarm.raised_at);
          return (
            <time dateTime={alarm.raised_at} title={say(ageWords(raisedAt, now))}>
              {dayAndTime(raisedAt)}
            </time>
          );
        },
      },
      {
        title: say(pageWords.state),
        render: (_, alarm) => (
          <>
            {say(alarmWords[alarm.condition])}
            {' · '}
            {say(alarm.acknowledged ? words.acknowledged : alarmWords.notAcknowledged)}
            {alarm.shelved_until !== null && (
              <span className="quiet">
                {' · '}
                {say(alarmWords.shelvedUntil)} {dayAndTime(Date.parse(alarm.shelved_until))}
              </span>
            )}
            {alarm.suppressed_by !== null && (
              <span className="quiet">
                {' · '}
                <HeldBackBy id={alarm.suppressed_by} />
              </span>
            )}
          </>
        ),
      },
      {
        title: say(alarmWords.case),
        render: (_, { case_id: caseId }) => (caseId === null ? null : <CaseLink id={caseId} />),
      },
    ],
    [language, say, places, now],
  );
  return (
    <Table<AlarmAnswer>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={[...alarms]}
      {...(keys === undefined
        ? {}
        : {
            rowSelection: {
              selectedRowKeys: [...keys.selected],
              onChange: (ids) => keys.select(ids.map(String)),
            },
            rowClassName: (_, index) => (index === keys.current ? 'row-current' : ''),
          })}
    />
  );
}
