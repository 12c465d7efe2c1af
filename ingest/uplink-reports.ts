// An uplink of a known device as reports in native metrics: from the fields that the network server decoded, or else
// from the bytes through the codec of the device's profile.
import { metricByName } from '../core/metric.ts';
import type { DeviceProfile, UplinkMapping } from '../core/registry.ts';
import { fail, type Rejection, type Result } from '../core/result.ts';
import type { EpochMs } from '../core/time.ts';
import type { CodecGuard } from './codec-guard.ts';
import type { Report, Uplink } from './decoded.ts';
import type { JsonObject } from './payload.ts';
import { mapFields } from './profiles/map-fields.ts';

export interface UplinkReading {
  /** The first is that of the frame itself; none where it could not be read. */
  readonly reports: readonly Report[];
  readonly rejections: readonly Rejection[];
}

/** Fields of a profile without a mapping are taken where they are named as native metrics. */
const byNativeNames: UplinkMapping = {
  codec: null,
  clock: null,
  history: null,
  withoutReadings: [],
  fields: [...metricByName.keys()].map((metric) => ({
    ...{ metric, from: [metric], unit: null, words: {}, absent: [], when: {} },
    ...{ angle: 'signed', reversed: false },
  })),
};

export function readUplink(
  uplink: Uplink,
  profile: DeviceProfile | undefined,
  codecs: CodecGuard,
  receivedAt: EpochMs,
): UplinkReading {
  const mapping = profile?.uplink ?? byNativeNames;
  // A frame without bytes only says that its device lives.
  if (uplink.fields === null && uplink.bytes.length === 0) return withSignal([empty(uplink)], [], uplink);

  const given = uplink.fields === null ? null : mapFields(uplink.fields, mapping, uplink.at);
  if (given?.fits === true) return withSignal(given.reports, given.rejections, uplink);
  if (given !== null && mapping.codec === null) return { reports: [], rejections: given.rejections };

  const fields = runCodec(uplink, mapping, profile?.id ?? '', codecs, receivedAt);
  if (!fields.ok) return { reports: [], rejections: [fields.error] };
  const mapped = mapFields(fields.value, mapping, uplink.at);
  if (!mapped.fits) return { reports: [], rejections: mapped.rejections };
  return withSignal(mapped.reports, mapped.rejections, uplink);
}

function runCodec(
  uplink: Uplink,
  { codec }: UplinkMapping,
  profileId: string,
  codecs: CodecGuard,
  receivedAt: EpochMs,
): Result<JsonObject> {
  if (codec === null) {
    const detail = {
      zh: `型号 ${profileId} 没有解码器，网络服务器也没有解码`,
      en: `profile ${profileId} has no codec, and the network server decoded nothing`,
    };
    return fail({ reason: 'no_codec', detail });
  }
  const { bytes, fPort, at } = uplink;
  return codecs.decode(profileId, codec, { bytes, fPort, receivedAt: at ?? receivedAt }, receivedAt);
}

function empty({ at }: Uplink): Report {
  return { ts: at, seq: null, values: [] };
}

/**
 * What the network server knows itself goes with the frame, where the device does not say it. A message in which
 * every value is rejected brings none of it either, so that it counts as quarantined.
 */
function withSignal(
  [own, ...history]: readonly Report[],
  rejections: readonly Rejection[],
  uplink: Uplink,
): UplinkReading {
  const report = own ?? empty(uplink);
  if (rejections.length > 0 && report.values.length === 0 && history.length === 0) {
    return { reports: [], rejections };
  }
  const said = new Set(report.values.map(([metric]) => metric));
  const known = uplink.values.filter(([metric]) => !said.has(metric));
  return { reports: [{ ...report, values: [...report.values, ...known] }, ...history], rejections };
}
