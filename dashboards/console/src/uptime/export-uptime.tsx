// The table as a CSV file, with the figures that a contractor is held to.
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { csvText } from '../parts/csv-file.ts';
import { saveFile } from '../parts/save-file.ts';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { groupWords, uptimeWords } from '../words/uptime-words.ts';
import type { UptimeItem } from './uptime-table.tsx';
import { useGroupNames } from './use-group-names.ts';

interface ExportUptimeProps {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly group: string;
  readonly items: readonly UptimeItem[];
}

export function ExportUptime({ name, group, items }: ExportUptimeProps) {
  const { say } = useSpeech();
  const nameOf = useGroupNames(group);
  const seconds = (label: string) => `${label} (s)`;
  const head = [
    ...[say(groupWords(group)), say(uptimeWords.devices), say(uptimeWords.uptime)],
    ...[seconds(say(uptimeWords.down)), seconds(say(uptimeWords.excluded)), say(uptimeWords.failures)],
    seconds(say(uptimeWords.repair)),
  ];
  const rows = items.map((item) => [
    ...[nameOf(item.id), item.devices, item.uptime, item.down_s, item.excluded_s, item.failures],
    item.mean_time_to_repair_s,
  ]);
  return (
    <Button
      icon={<DownloadOutlined />}
      onClick={() => saveFile(`${name}.csv`, csvText([head, ...rows]), 'text/csv')}
    >
      {say(deviceWords.exportCsv)}
    </Button>
  );
}
