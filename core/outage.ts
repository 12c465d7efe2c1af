// An outage: devices that share a path fell silent together, so that their silence speaks of the path.
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

export const outageKinds = ['gateway', 'area', 'profile', 'network'] as const;
export type OutageKind = (typeof outageKinds)[number];

/** Devices that fell silent together: one outage, in place of an alarm for each. */
export interface Outage {
  readonly id: string;
  readonly kind: OutageKind;
  /** Id of the gateway, name of the basin, id of the profile; empty for the whole network. */
  readonly subject: string;
  /** The last message of any of its devices before. */
  readonly lastHeardAt: EpochMs;
  /** When the hub knew. */
  readonly detectedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  /** Devices whose silence it explains or explained. */
  readonly devices: number;
  /** Those that are silent still, and those of its path heard since. */
  readonly silent: number;
  readonly heard: number;
  readonly alarmId: string | null;
}

/** The outage as the API shows it. */
export function outageJson(outage: Outage) {
  return {
    id: outage.id,
    kind: outage.kind,
    subject: outage.subject,
    last_heard_at: formatInstant(outage.lastHeardAt),
    detected_at: formatInstant(outage.detectedAt),
    ended_at: formatInstantOrNull(outage.endedAt),
    devices: outage.devices,
    silent: outage.silent,
    heard: outage.heard,
    alarm_id: outage.alarmId,
  };
}
