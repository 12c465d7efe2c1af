// Availability row by row, the worst first.
import { Table } from 'antd';
import { secondMs } from '../../../../core/time.ts';
import { DeviceLink } from '../parts/links.tsx';
import { durationWords } from '../words/durations.ts';
import { noFigure, shareFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { groupWords, uptimeWords } from '../words/uptime-words.ts';
import { useGroupNames } from './use-group-names.ts';

export interface UptimeItem {
  readonly id: string | null;
  readonly devices: number;
  readonly uptime: number | null;
  readonly down_s: number;
  readonly excluded_s: number;
  readonly failures: number;
  readonly mean_time_to_repair_s: number | null;
}

export interface UptimeAnswer {
  readonly items: readonly UptimeItem[];
  /** How many there are. */
  readonly total: number;
}

export function UptimeTable({
  items,
  group,
}: {
  readonly items: readonly UptimeItem[];
  readonly group: string;
}) {
  const { say } = useSpeech();
  const nameOf = useGroupNames(group);
  const span = (seconds: number | null) =>
    seconds === null ? noFigure : say(durationWords(seconds * secondMs));
  return (
    <Table<UptimeItem>
      rowKey={({ id }) => id ?? ''}
      size="small"
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      dataSource={[...items]}
      columns={[
        {
          title: say(groupWords(group)),
          render: (_, { id }) => (group === 'device' && id !== null ? <DeviceLink id={id} /> : nameOf(id)),
        },
        {
          title: say(uptimeWords.devices),
          dataIndex: 'devices',
          align: 'right',
          sorter: (a, b) => a.devices - b.devices,
        },
        {
          title: say(uptimeWords.uptime),
          align: 'right',
          defaultSortOrder: 'ascend',
          sorter: (a, b) => (a.uptime ?? 2) - (b.uptime ?? 2),
          render: (_, { uptime }) => <UptimeBar uptime={uptime} />,
        },
        {
          title: say(uptimeWords.down),
          align: 'right',
          sorter: (a, b) => a.down_s - b.down_s,
          render: (_, { down_s }) => span(down_s),
        },
        { title: say(uptimeWords.excluded), align: 'right', render: (_, { excluded_s }) => span(excluded_s) },
        {
          title: say(uptimeWords.failures),
          dataIndex: 'failures',
          align: 'right',
          sorter: (a, b) => a.failures - b.failures,
        },
        {
          title: say(uptimeWords.repair),
          align: 'right',
          render: (_, { mean_time_to_repair_s: seconds }) => span(seconds),
        },
      ]}
    />
  );
}

function UptimeBar({ uptime }: { readonly uptime: number | null }) {
  return (
    <span className="uptime-bar">
      <span aria-hidden="true">
        <span style={{ inlineSize: `${(uptime ?? 0) * 100}%` }} />
      </span>
      {shareFigure(uptime)}
    </span>
  );
}
