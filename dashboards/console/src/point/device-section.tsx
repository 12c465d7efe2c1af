// The devices at a point and whether they are heard.
import type { EpochMs } from '../../../../core/time.ts';
import type { DeviceAnswer, LatestAnswer } from '../api-client/answers.ts';
import { useLiveState } from '../live/use-live.tsx';
import { ageWords } from '../words/durations.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { deviceStatusWords, words } from '../words/words.ts';

interface DeviceSectionProps {
  readonly devices: readonly DeviceAnswer[];
  readonly now: EpochMs;
}

export function DeviceSection({ devices, now }: DeviceSectionProps) {
  const { say } = useSpeech();
  const latest = useLiveState((state) => state.latest);
  return (
    <section>
      <h3>{say(words.devices)}</h3>
      {devices.length === 0 && <p className="point-none">{say(words.noDevices)}</p>}
      {devices.map((device) => (
        <p key={device.id} className="point-device">
          <span className="row-id">{device.id}</span>
          <span className={`device-status is-${device.status}`}>{say(deviceStatusWords[device.status])}</span>
          <LastSeen at={lastHeard(device, latest)} now={now} />
        </p>
      ))}
    </section>
  );
}

/** The hub tells when a device was seen as its status changes; its values tell it in between. */
function lastHeard(device: DeviceAnswer, latest: ReadonlyMap<string, LatestAnswer>): string | null {
  let last = device.last_seen_at;
  for (const value of latest.values()) {
    if (value.device_id === device.id && (last === null || value.measured_at > last))
      last = value.measured_at;
  }
  return last;
}

function LastSeen({ at, now }: { readonly at: string | null; readonly now: EpochMs }) {
  const { say } = useSpeech();
  if (at === null) return <span>{say(words.neverSeen)}</span>;
  const seenAt = Date.parse(at);
  return (
    <time dateTime={at} title={dayAndTime(seenAt)}>
      {say(words.lastSeen)} {say(ageWords(seenAt, now))}
    </time>
  );
}
