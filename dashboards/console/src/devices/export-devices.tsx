// The devices of the list as a CSV file for a spreadsheet, with what the contractor is held to.
import { minuteMs } from '../../../../core/time.ts';
import type { EquipmentAnswer } from '../api-client/device-answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { readPages } from '../api-client/pages.ts';
import { ExportCsv } from '../parts/export-csv.tsx';
import { deviceWords, statusReasonWords } from '../words/device-words.ts';
import { dayAndTime, dayOf } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { deviceStatusWords, words } from '../words/words.ts';

const mostDevices = 100_000;

function instant(text: string | null): string | null {
  return text === null ? null : dayAndTime(Date.parse(text));
}

export function ExportDevices({ query }: { readonly query: string }) {
  const { say } = useSpeech();

  const head = [
    ...[pageWords.device, pageWords.point, deviceWords.profile, pageWords.state, deviceWords.reason],
    ...[deviceWords.since, words.lastSeen, deviceWords.battery, deviceWords.batteryEmpty],
    ...[deviceWords.signal, deviceWords.uptime24h, deviceWords.uptime30d, deviceWords.gateway],
  ].map(say);
  const row = (device: EquipmentAnswer) => [
    ...[device.id, device.point_name ?? device.point_id, device.profile],
    ...[say(deviceStatusWords[device.status]), say(statusReasonWords[device.status_reason])],
    ...[instant(device.status_since), instant(device.last_seen_at)],
    ...[device.battery_v ?? device.battery_pct, device.battery_empty_at],
    ...[device.rssi_dbm, device.uptime_24h, device.uptime_30d, device.gateway],
  ];

  return (
    <ExportCsv
      head={head}
      name={() => `devices-${dayOf(hubNow())}`}
      lines={async () => {
        const patience = AbortSignal.timeout(minuteMs);
        const { items } = await readPages<EquipmentAnswer>(`/devices${query}`, mostDevices, patience);
        return items.map(row);
      }}
    />
  );
}
