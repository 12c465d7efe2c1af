// Onboard by example: what one message of a device says about it. Which network server sent it, which known profile
// reads it, or what a new profile could be, and the readings that either would give.

import type { CodecRunner } from '../../core/codec-runner.ts';
import type { Label } from '../../core/label.ts';
import { unitOf } from '../../core/metric.ts';
import type { DeviceProfile } from '../../core/registry.ts';
import type { Rejection } from '../../core/result.ts';
import type { EpochMs } from '../../core/time.ts';
import { CodecGuard } from '../codec-guard.ts';
import type { Decoded, Uplink } from '../decoded.ts';
import { noDecoder } from '../intake.ts';
import { isJsonObject, type JsonObject } from '../payload.ts';
import { exampleMessage } from './example-message.ts';
import { type ExampleReading, readingsOf } from './example-readings.ts';
import { type ProposedMapping, proposeMapping } from './propose-mapping.ts';

/** Profiles that are shown, best first. */
const fitsMax = 5;

/** What it is worth that the message names the profile's model. */
const namedWorth = 1;

export interface ProfileFit {
  readonly id: string;
  readonly label: Label;
  /** Whether it reads the fields of the network server, or the bytes by its codec. */
  readonly by: 'fields' | 'bytes';
  /** Whether the message names its model. */
  readonly isNamed: boolean;
  readonly readings: readonly ExampleReading[];
}

export interface Proposal {
  /** The topic family: `chirpstack`, `things-stack`, `native`, `thingsboard`, `senml`; `null` where none knows it. */
  readonly format: string | null;
  /** The topic that was given, or the one that it was most likely published on. */
  readonly topic: string;
  readonly devEui: string | null;
  readonly deviceId: string | null;
  readonly fPort: number | null;
  readonly frameCounter: number | null;
  readonly gateways: readonly string[];
  /** Profiles that read it, best first; none for the hub's own formats. */
  readonly fits: readonly ProfileFit[];
  /** From names and units, where no profile is sure; `null` where there are no fields. */
  readonly mapping: ProposedMapping | null;
  /** What the best profile, the mapping or the message itself gives. */
  readonly readings: readonly ExampleReading[];
  readonly rejections: readonly Rejection[];
}

export function propose(
  payload: Uint8Array,
  topic: string | null,
  profiles: readonly DeviceProfile[],
  runner: CodecRunner,
  receivedAt: EpochMs,
): Proposal {
  const { json, topic: assumed, found } = exampleMessage(payload, topic, receivedAt);
  if (found === null) {
    const { zh, en } = noDecoder(assumed);
    const detail = { zh: `${zh}；可不填，由平台推断`, en: `${en}; leave it out to have it guessed` };
    return { ...nothing, topic: assumed, rejections: [{ reason: 'unknown_topic', detail }] };
  }
  const { decoded, family: format } = found;
  const base = { ...nothing, format, topic: assumed, ...addressOf(decoded), rejections: decoded.rejections };
  const { uplink } = decoded;
  if (!uplink) return { ...base, readings: ownReadings(decoded) };

  const names = namesIn(json);
  const mapping =
    uplink.fields === null ? null : proposeMapping(uplink.fields, uplink.fPort, names.at(-1) ?? '');
  const all = fitsOf(uplink, profiles, new CodecGuard(runner), names, receivedAt);
  // One that leaves out what names and units already tell belongs to another device with a field of the same name.
  const told = mapping?.fields.length ?? 0;
  const fits = all.filter(({ isNamed, readings }) => isNamed || readings.length >= told).slice(0, fitsMax);
  const best =
    fits[0]?.readings ??
    mapping?.fields.map(({ metric, value, unit }) => ({
      ...{ metric, value, unit },
      measuredAt: uplink.at,
    })) ??
    [];
  const rejections = best.length > 0 ? [] : [unread(uplink)];
  const { fPort, frameCounter } = uplink;
  return { ...base, fPort, frameCounter, fits, mapping, readings: best, rejections };
}

const nothing: Proposal = {
  ...{ format: null, topic: '', devEui: null, deviceId: null, fPort: null, frameCounter: null },
  ...{ gateways: [], fits: [], mapping: null, readings: [], rejections: [] },
};

function addressOf({ deviceId, devEui = null, gateways = [] }: Decoded) {
  return { deviceId, devEui, gateways };
}

function ownReadings({ reports }: Decoded): ExampleReading[] {
  return reports.flatMap(({ ts, values }) =>
    values.map(([metric, value]) => ({ metric, value, unit: unitOf(metric), measuredAt: ts })),
  );
}

/** What the message calls the device's model, the least sure last. */
function namesIn(json: unknown): string[] {
  if (!isJsonObject(json)) return [];
  const info = isJsonObject(json.deviceInfo) ? json.deviceInfo : {};
  const uplink = isJsonObject(json.uplink_message) ? json.uplink_message : {};
  const version: JsonObject = isJsonObject(uplink.version_ids) ? uplink.version_ids : {};
  const ids: JsonObject = isJsonObject(json.end_device_ids) ? json.end_device_ids : {};
  const found = [version.model_id, info.deviceProfileName, info.deviceName, ids.device_id];
  return found.filter((name): name is string => typeof name === 'string' && name !== '');
}

/** Profiles that read every value that they know in the message without an objection. */
function fitsOf(
  uplink: Uplink,
  profiles: readonly DeviceProfile[],
  codecs: CodecGuard,
  names: readonly string[],
  receivedAt: EpochMs,
): ProfileFit[] {
  const fits = profiles.flatMap((profile): (ProfileFit & { worth: number })[] => {
    if (profile.uplink === undefined) return [];
    const { readings, rejections } = readingsOf({ ...uplink, values: [] }, profile, codecs, receivedAt);
    if (rejections.length > 0 || readings.length === 0) return [];
    const { id, label, model = '' } = profile;
    const isNamed = names.some(
      (name) => plain(name).includes(plain(model)) || plain(name).includes(plain(id)),
    );
    const known = profile.uplink.fields.length;
    const worth = readings.length / known + (isNamed ? namedWorth : 0);
    return [{ id, label, by: uplink.fields === null ? 'bytes' : 'fields', isNamed, readings, worth }];
  });
  return fits
    .sort((a, b) => b.worth - a.worth || b.readings.length - a.readings.length || (a.id < b.id ? -1 : 1))
    .map(({ worth: _worth, ...fit }) => fit);
}

/** Letters and digits alone: `EM310-TILT` and `em310 tilt` are one. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function unread(uplink: Uplink): Rejection {
  const detail =
    uplink.fields === null
      ? {
          zh: '没有型号能读这些字节，网络服务器也没有解码；请在那里设置解码器，或编写带解码器的型号',
          en: 'no profile reads these bytes, and the network server decoded nothing; set a codec there, or write a profile with one',
        }
      : {
          zh: '没有型号能读这些字段，平台也不认识其中任何名称或单位',
          en: 'no profile reads these fields, and none of them has a name or unit that the hub knows',
        };
  return { reason: 'unknown_fields', detail };
}
