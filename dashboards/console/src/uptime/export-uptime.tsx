// The whole table as a CSV file, with the figures that a contractor is held to.
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { getJson } from '../api-client/request.ts';
import { csvText } from '../parts/csv-file.ts';
import { saveFile } from '../parts/save-file.ts';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { groupWords, uptimeWords } from '../words/uptime-words.ts';
import type { UptimeAnswer, UptimeItem } from './uptime-table.tsx';
import { useGroupNames } from './use-group-names.ts';

interface ExportUptimeProps {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly group: string;
  /** What the page asks for, without a limit. */
  readonly query: string;
}

export function ExportUptime({ name, group, query }: ExportUptimeProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const nameOf = useGroupNames(group);
  const [isBusy, setBusy] = useState(false);
  const seconds = (label: string) => `${label} (s)`;
  const head = [
    ...[say(groupWords(group)), say(uptimeWords.devices), say(uptimeWords.uptime)],
    ...[seconds(say(uptimeWords.down)), seconds(say(uptimeWords.excluded)), say(uptimeWords.failures)],
    seconds(say(uptimeWords.repair)),
  ];
  const row = (item: UptimeItem) => [
    ...[nameOf(item.id), item.devices, item.uptime, item.down_s, item.excluded_s, item.failures],
    item.mean_time_to_repair_s,
  ];

  async function save() {
    setBusy(true);
    try {
      const { items } = await getJson<UptimeAnswer>(`/uptime?${query}`);
      saveFile(`${name}.csv`, csvText([head, ...items.map(row)]), 'text/csv');
    } catch (thrown) {
      message.error(`${say(deviceWords.exportFailed)}: ${messageOf(thrown)}`);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button icon={<DownloadOutlined />} loading={isBusy} onClick={save}>
      {say(deviceWords.exportCsv)}
    </Button>
  );
}
