// One message in; readings to store, samples for the rules and whatever cannot be used out. Keeps per device what
// is needed to know doubles, late reports and wrong clocks.

import type { CodecRunner } from '../core/codec-runner.ts';
import type { FoldSettings } from '../core/commands.ts';
import type { ClaimedDevice, MessageOutcome } from '../core/effects.ts';
import { messageOf } from '../core/error.ts';
import type { Label } from '../core/label.ts';
import type { JournalRecord } from '../core/record.ts';
import { type Device, idSchema } from '../core/registry.ts';
import type { Rejection } from '../core/result.ts';
import type { Sample } from '../core/sample.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import { CodecGuard } from './codec-guard.ts';
import type { Decoded, DecodedReply, Report } from './decoded.ts';
import { decodeByFamily, type FamilyDecoded } from './decoders.ts';
import { disbelief, initialClock, timeReport } from './device-clock.ts';
import { initialFrameLoss, noteFrames } from './quality/frame-loss.ts';
import { type QualitySettings, qualityOf } from './quality/quality-settings.ts';
import type { DeviceDirectory } from './registry-book.ts';
import { type DeviceIntake, type Gathering, takeValues, usableValues } from './report-values.ts';
import { takeUplink } from './take-uplink.ts';
import { untouchedOutcome } from './untouched-outcome.ts';

/** Rejections of one message that are kept; the rest are counted. */
const rejectionsMax = 20;

export interface Intake {
  readonly outcome: MessageOutcome;
  readonly device: Device | null;
  /** For each metric in the order of event time. */
  readonly samples: readonly Sample[];
  readonly life: Decoded['life'];
  /** Ids of the gateways that heard the message, as the network server names them. */
  readonly gateways: readonly string[];
  readonly reply: DecodedReply | null;
}

export class MessageIntake {
  readonly devices = new Table<DeviceIntake>('intake');
  readonly codecs: CodecGuard;
  readonly #registry: DeviceDirectory;
  readonly #settings: () => FoldSettings;
  /** With the settings from which it was made. */
  #quality: (QualitySettings & { readonly of: FoldSettings }) | null = null;

  constructor(registry: DeviceDirectory, settings: () => FoldSettings, codecs: CodecRunner) {
    this.#registry = registry;
    this.#settings = settings;
    this.codecs = new CodecGuard(codecs);
  }

  take(position: number, record: JournalRecord): Intake {
    const read = decodeSafely(record);
    if (!('decoded' in read)) return unusable(position, record, [read]);
    const { decoded } = read;
    const device = this.#deviceOf(decoded);
    if (device === undefined) {
      const detail = {
        zh: `设备 ${decoded.deviceId} 未登记；请接入或导入后重试隔离报文`,
        en: `no device ${decoded.deviceId} is registered; adopt or import it and retry the quarantine`,
      };
      const rejections = [...decoded.rejections, { reason: 'unknown_device', detail }];
      return unusable(position, record, rejections, claimedDevice(read));
    }

    const gathering: Gathering = {
      device,
      profile: this.#registry.profile(device.profile),
      state: this.#stateOf(device.id),
      filter: this.quality.depth,
      receivedAt: record.receivedAt,
      readings: [],
      samples: [],
      rejections: [...decoded.rejections],
      duplicateReadings: 0,
      evaluated: 0,
      missing: 0,
      filled: 0,
    };
    const { maxAgeMs } = this.#settings();
    const { uplink } = decoded;
    const reports = uplink ? takeUplink(gathering, uplink, this.codecs, maxAgeMs) : decoded.reports;
    for (const report of inOrder(reports, record.receivedAt, maxAgeMs)) {
      takeReport(gathering, report, maxAgeMs);
    }

    const { readings, samples, rejections, duplicateReadings, evaluated, missing, filled } = gathering;
    const nothingAsked = duplicateReadings === 0 && reports.every((report) => report.values.length === 0);
    const outcome: MessageOutcome = {
      ...untouchedOutcome(position, record),
      deviceId: device.id,
      readings,
      duplicateReadings,
      evaluated,
      usable: nothingAsked && rejections.length === 0,
      rejections: summed(rejections),
      missing,
      filled,
    };
    const { life, gateways = [], reply = null } = decoded;
    return { outcome, device, samples, life, gateways, reply };
  }

  /** The figures in force by which readings are judged. */
  get quality(): QualitySettings {
    const settings = this.#settings();
    if (this.#quality?.of !== settings) this.#quality = { of: settings, ...qualityOf(settings.quality) };
    return this.#quality;
  }

  /** What a gauge shows from now on says whether its zero has wandered. */
  zeroDrifted(deviceId: string, isDrifted: boolean): void {
    const state = this.devices.get(deviceId);
    if (state === undefined || (state.drifted ?? false) === isDrifted) return;
    state.drifted = isDrifted;
    this.devices.touch(deviceId);
  }

  /** The one that is registered with its EUI, or under it as an id. */
  #deviceOf({ deviceId, devEui }: Decoded): Device | undefined {
    const known = devEui ? this.#registry.deviceByEui(devEui) : undefined;
    return known ?? this.#registry.device(deviceId);
  }

  #stateOf(deviceId: string): DeviceIntake {
    let state = this.devices.get(deviceId);
    if (state === undefined) {
      state = {
        clock: initialClock(),
        newestAt: {},
        depth: null,
        heldDepths: [],
        frameLoss: initialFrameLoss(),
      };
      this.devices.set(deviceId, state);
    }
    this.devices.touch(deviceId);
    return state;
  }
}

function takeReport(gathering: Gathering, report: Report, maxAgeMs: number | null): void {
  const values = usableValues(gathering, report);
  const { clock, newestAt: newestOf } = gathering.state;
  let newestAt: EpochMs | null = null;
  let lateOnly = values.size > 0;
  for (const metric of values.keys()) {
    const at = newestOf[metric];
    if (at !== undefined && (newestAt === null || at > newestAt)) newestAt = at;
    if (at === undefined || report.ts === null || at < report.ts) lateOnly = false;
  }
  // A distance may become a depth, whose instants rise too.
  if (values.has('distance_mm') && newestOf.depth_mm !== undefined) {
    newestAt = Math.max(newestOf.depth_mm, newestAt ?? 0);
  }
  const lastSeq = clock.seq.last;
  const timed = timeReport(clock, report, gathering.receivedAt, maxAgeMs, newestAt, lateOnly);
  gathering.missing += timed.missing;
  if (timed.fillsGap) gathering.filled += 1;
  if (clock.seq.last !== lastSeq || timed.fillsGap) {
    noteFrames(gathering.state.frameLoss, timed.missing, timed.fillsGap, gathering.filter);
  }
  if (timed.known) gathering.duplicateReadings += values.size;
  else takeValues(gathering, timed, values);
}

/**
 * The reports of a message as they happened: by `ts` where the device's clock is believed, then those that get the
 * time of receipt, so that they make none of the others late.
 */
function inOrder(
  reports: readonly Report[],
  receivedAt: EpochMs,
  maxAgeMs: number | null,
): readonly Report[] {
  if (reports.length < 2) return reports;
  const turnOf = ({ ts }: Report) => (ts === null ? 2 : disbelief(ts, receivedAt, maxAgeMs) === 0 ? 0 : 1);
  return reports.toSorted((a, b) => turnOf(a) - turnOf(b) || (a.ts ?? 0) - (b.ts ?? 0));
}

/** Of a topic that no family of devices publishes to. */
export function noDecoder(topic: string): Label {
  return { zh: `没有解码器认识主题 ${topic}`, en: `no decoder knows the topic ${topic}` };
}

function decodeSafely(record: JournalRecord): FamilyDecoded | Rejection {
  try {
    const read = decodeByFamily(record.topic, record.payload, record.by, record.receivedAt);
    return read ?? { reason: 'unknown_topic', detail: noDecoder(record.topic) };
  } catch (thrown) {
    // What came from outside must not stop the hub, whatever a decoder makes of it.
    const said = messageOf(thrown);
    return { reason: 'decoder_failed', detail: { zh: `解析出错：${said}`, en: said } };
  }
}

/** Each once, and no more than a person reads: a thousand reports may all have the same mistake. */
function summed(rejections: readonly Rejection[]): readonly Rejection[] {
  if (rejections.length < 2) return rejections;
  const byText = new Map(
    rejections.map((rejection) => [`${rejection.reason} ${rejection.detail.en}`, rejection]),
  );
  const different = [...byText.values()];
  if (different.length <= rejectionsMax) return different;
  const more = different.length - rejectionsMax;
  const rest = {
    reason: 'and_more',
    detail: { zh: `此报文另有 ${more} 处`, en: `and ${more} more of this message` },
  };
  return [...different.slice(0, rejectionsMax), rest];
}

/** `null` where no device could ever be registered under that id. */
function claimedDevice({ family, decoded }: FamilyDecoded): ClaimedDevice | null {
  const { deviceId, devEui = null, reports, uplink = null } = decoded;
  const id = devEui ?? deviceId;
  if (!idSchema.safeParse(id).success) return null;
  return { id, devEui, family, measures: uplink !== null || reports.length > 0 };
}

function unusable(
  position: number,
  record: JournalRecord,
  rejections: readonly Rejection[],
  claimed: ClaimedDevice | null = null,
): Intake {
  const untouched = { ...untouchedOutcome(position, record), rejections };
  const outcome = claimed === null ? untouched : { ...untouched, claimed };
  return { outcome, device: null, samples: [], life: 'unheard', gateways: [], reply: null };
}
