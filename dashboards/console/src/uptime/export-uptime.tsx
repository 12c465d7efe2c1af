// The whole table as a CSV file, with the figures that a contractor is held to.
import { getJson } from '../api-client/request.ts';
import { ExportCsv } from '../parts/export-csv.tsx';
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
  const nameOf = useGroupNames(group);
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

  return (
    <ExportCsv
      head={head}
      name={() => name}
      lines={async () => (await getJson<UptimeAnswer>(`/uptime?${query}`)).items.map(row)}
    />
  );
}
