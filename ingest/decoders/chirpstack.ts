// Topic family `application/{app}/device/{devEui}/event/{event}`: events of ChirpStack v4. Version 3 used the same
// topics for another shape, which is named and not guessed at.
import type { Rejection } from '../../core/result.ts';
import { parseInstant } from '../../core/time.ts';
import type { Decoded, Decoder, Report } from '../decoded.ts';
import { isJsonObject, type JsonObject, notANumber, parseObject, short } from '../payload.ts';
import {
  gatewaysOf,
  type Hearing,
  objectAt,
  objectsIn,
  readBase64,
  readCounter,
  readEui,
  readSignal,
  signalOf,
  textAt,
} from '../uplink-parts.ts';

const topic = /^application\/[^/]+\/device\/([^/]+)\/event\/([^/]+)$/;

/** Keys of version 3 that version 4 writes otherwise or not at all. */
const version3Keys = ['applicationID', 'applicationName', 'devEUI', 'objectJSON'] as const;

/** Events in which the device itself was heard; the others tell what the network did. */
const heardEvents: ReadonlySet<string> = new Set(['up', 'status', 'join', 'ack', 'location', 'integration']);

export const chirpstackDecoder: Decoder = {
  name: 'chirpstack',
  decode(topicName, payload) {
    const match = topic.exec(topicName);
    if (match === null) return null;
    const [, addressed = '', event = ''] = match;
    const eui = readEui(addressed);
    const object = parseObject(payload);
    if (!object.ok) return refused(eui ?? addressed, eui, object.error);
    const message = object.value;
    if (!isJsonObject(message.deviceInfo) && version3Keys.some((key) => message[key] !== undefined)) {
      return refused(eui ?? addressed, eui, version3);
    }
    const named = readEui(objectAt(message, 'deviceInfo').devEui);
    if (named !== null && eui !== null && named !== eui) {
      const detail = {
        zh: `主题中的设备是 ${eui}，deviceInfo.devEui 是 ${named}`,
        en: `the topic names device ${eui}, deviceInfo.devEui ${named}`,
      };
      return refused(eui, eui, { reason: 'bad_uplink', detail });
    }
    const devEui = named ?? eui;
    if (devEui === null) {
      const given = short(objectAt(message, 'deviceInfo').devEui);
      const detail = {
        zh: `主题和 deviceInfo.devEui（${given}）都不是 16 位十六进制的 EUI`,
        en: `neither the topic nor deviceInfo.devEui (${given}) has an EUI of 16 hexadecimal digits`,
      };
      return refused(addressed, null, { reason: 'bad_uplink', detail });
    }
    return eventOf(event, message, devEui);
  },
};

const version3: Rejection = {
  reason: 'chirpstack_v3',
  detail: {
    zh: '这是 ChirpStack v3 的格式，平台不读取；请将网络服务器升级到 v4',
    en: 'this is the shape of ChirpStack v3, which the hub does not read; update the network server to version 4',
  },
};

function refused(deviceId: string, devEui: string | null, rejection: Rejection): Decoded {
  return { deviceId, devEui, reports: [], life: 'unheard', rejections: [rejection] };
}

function eventOf(event: string, message: JsonObject, devEui: string): Decoded {
  switch (event) {
    case 'up':
      return uplink(message, devEui);
    case 'status':
      return status(message, devEui);
    case 'log':
      return log(message, devEui);
    default: {
      const life = heardEvents.has(event) ? 'alive' : 'unheard';
      return { deviceId: devEui, devEui, reports: [], life, rejections: [] };
    }
  }
}

function uplink(message: JsonObject, devEui: string): Decoded {
  const frameCounter = readCounter(message.fCnt, 'fCnt');
  const fPort = readCounter(message.fPort, 'fPort');
  const bytes = readBase64(message.data, 'data');
  if (!frameCounter.ok) return refused(devEui, devEui, frameCounter.error);
  if (!fPort.ok) return refused(devEui, devEui, fPort.error);
  if (!bytes.ok) return refused(devEui, devEui, bytes.error);
  const hearings = objectsIn(message.rxInfo).map(hearingOf);
  return {
    deviceId: devEui,
    devEui,
    reports: [],
    uplink: {
      at: parseInstant(message.time),
      session: textAt(message, 'devAddr'),
      frameCounter: frameCounter.value,
      deduplicationId: textAt(message, 'deduplicationId') || null,
      fPort: fPort.value,
      bytes: bytes.value,
      fields: isJsonObject(message.object) ? message.object : null,
      values: signalOf(hearings),
    },
    gateways: gatewaysOf(hearings),
    life: 'alive',
    rejections: [],
  };
}

function hearingOf(info: JsonObject): Hearing {
  return { gateway: textAt(info, 'gatewayId').toLowerCase() || null, ...readSignal(info.rssi, info.snr) };
}

/**
 * Battery in percent. Level 0 is no battery but outside power and comes as a flag of its own, so a level that is left
 * out is unknown.
 */
function status(message: JsonObject, devEui: string): Decoded {
  const { batteryLevel } = message;
  const rejections: Rejection[] = [];
  const values: [string, number][] = [];
  if (typeof batteryLevel === 'number') values.push(['battery_pct', batteryLevel]);
  else if (batteryLevel !== undefined && batteryLevel !== null) {
    rejections.push(notANumber('batteryLevel', batteryLevel));
  }
  const report: Report = { ts: parseInstant(message.time), seq: null, values };
  return { deviceId: devEui, devEui, reports: [report], life: 'alive', rejections };
}

/** What the network server could not do with the device's frames is kept where people look for such things. */
function log(message: JsonObject, devEui: string): Decoded {
  const level = textAt(message, 'level');
  const rejections: Rejection[] = [];
  if (level === 'ERROR' || level === 'WARNING') {
    const said = `${level} ${textAt(message, 'code')}: ${textAt(message, 'description')}`;
    const detail = { zh: `ChirpStack 日志：${said}`, en: `ChirpStack logged ${said}` };
    rejections.push({ reason: 'network_server_log', detail });
  }
  // Whoever sent a frame that fails its check need not be the device.
  return { deviceId: devEui, devEui, reports: [], life: 'unheard', rejections };
}
