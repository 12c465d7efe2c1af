// Devices as rows: state with its reason, when each was heard, its battery, its uptime.
import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { EquipmentAnswer } from '../api-client/device-answers.ts';
import { DeviceLink, PointLink } from '../parts/links.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { Age } from '../parts/time-mark.tsx';
import { useProfileNames } from '../parts/use-names.ts';
import { deviceWords } from '../words/device-words.ts';
import { figure, noFigure, shareFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { words } from '../words/words.ts';
import { BatteryMark } from './battery-mark.tsx';

export function DeviceTable({ devices }: { readonly devices: readonly EquipmentAnswer[] }) {
  const { say } = useSpeech();
  const { nameOf } = useProfileNames();
  const columns = useMemo<TableColumnsType<EquipmentAnswer>>(
    () => [
      { title: say(pageWords.device), render: (_, { id }) => <DeviceLink id={id} />, fixed: 'left' },
      {
        title: say(pageWords.point),
        render: (_, { point_id: id, point_name: name }) => <PointLink id={id} name={name ?? undefined} />,
      },
      {
        title: say(pageWords.state),
        render: (_, { status, status_reason: reason }) => <StatusMark status={status} reason={reason} />,
      },
      { title: say(deviceWords.since), render: (_, { status_since: at }) => <Age at={at} /> },
      { title: say(words.lastSeen), render: (_, { last_seen_at: at }) => <Age at={at} /> },
      { title: say(deviceWords.profile), render: (_, { profile }) => nameOf(profile) },
      { title: say(deviceWords.battery), render: (_, device) => <BatteryMark device={device} /> },
      {
        title: say(deviceWords.signal),
        align: 'right',
        render: (_, { rssi_dbm: rssi }) => (rssi === null ? noFigure : figure(rssi, 'dBm')),
      },
      {
        title: say(deviceWords.uptime24h),
        align: 'right',
        render: (_, { uptime_24h: share }) => shareFigure(share),
      },
      {
        title: say(deviceWords.uptime30d),
        align: 'right',
        render: (_, { uptime_30d: share }) => shareFigure(share),
      },
      { title: say(deviceWords.gateway), render: (_, { gateway }) => gateway ?? noFigure },
    ],
    [say, nameOf],
  );
  return <RowTable<EquipmentAnswer> rows={devices} columns={columns} />;
}
