// What the registry says of a device, and what the hub has learned of it.
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Label } from '../../../../core/label.ts';
import { secondMs } from '../../../../core/time.ts';
import type { WholeDeviceAnswer } from '../api-client/device-answers.ts';
import { PointLink } from '../parts/links.tsx';
import { Age, Moment } from '../parts/time-mark.tsx';
import { useProfileNames } from '../parts/use-names.ts';
import { commandWords } from '../words/command-words.ts';
import { deviceWords, outageWords } from '../words/device-words.ts';
import { durationWords } from '../words/durations.ts';
import { figure, shareFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { words } from '../words/words.ts';
import { BatteryMark } from './battery-mark.tsx';

type Fact = readonly [label: Label, children: ReactNode];

export function DeviceFacts({ device }: { readonly device: WholeDeviceAnswer }) {
  const { say } = useSpeech();
  const { nameOf } = useProfileNames();
  const seconds = (value: number | null) => value !== null && say(durationWords(value * secondMs));
  const measured = (value: number | null, unit: string) => value !== null && figure(value, unit);
  const outage = `/devices?outage_id=${encodeURIComponent(device.outage_id ?? '')}`;
  const facts: readonly Fact[] = [
    [
      pageWords.point,
      device.point_id !== null && <PointLink id={device.point_id} name={device.point_name ?? undefined} />,
    ],
    [deviceWords.profile, nameOf(device.profile)],
    [deviceWords.since, device.status_since !== null && <Age at={device.status_since} />],
    [words.lastSeen, <Age key="seen" at={device.last_seen_at} />],
    [outageWords.which, device.outage_id !== null && <Link to={outage}>{say(outageWords.showDevices)}</Link>],
    [
      commandWords.maintenanceUntil,
      device.maintenance_until !== null && (
        <>
          <Moment at={device.maintenance_until} /> · {device.maintenance_reason}
        </>
      ),
    ],
    [deviceWords.battery, <BatteryMark key="battery" device={device} />],
    [deviceWords.signal, measured(device.rssi_dbm, 'dBm')],
    [deviceWords.uptime24h, shareFigure(device.uptime_24h)],
    [deviceWords.uptime30d, shareFigure(device.uptime_30d)],
    [deviceWords.interval, seconds(device.interval_s)],
    [
      deviceWords.expectedInterval,
      device.expected_interval_s !== device.interval_s && seconds(device.expected_interval_s),
    ],
    [deviceWords.gateway, device.gateway],
    [deviceWords.devEui, device.dev_eui],
    [deviceWords.zeroOffset, measured(device.zero_offset_mm, 'mm')],
    [deviceWords.lowPointDelta, measured(device.low_point_delta_mm, 'mm')],
    [deviceWords.mountHeight, measured(device.mount_height_mm, 'mm')],
    [deviceWords.baselineTilt, measured(device.baseline_tilt_deg, '°')],
  ];
  return (
    <section className="page-section">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={facts
          .filter(([, children]) => children !== null && children !== false)
          .map(([label, children]) => ({ key: label.en, label: say(label), children }))}
      />
    </section>
  );
}
