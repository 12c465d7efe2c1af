// Topic family `v3/{app}/devices/{device}/{event}`: messages of The Things Stack v3, with or without `@{tenant}`
// behind the application.
import type { Rejection } from '../../core/result.ts';
import { parseInstant } from '../../core/time.ts';
import type { Decoded, Decoder, Report } from '../decoded.ts';
import { isJsonObject, type JsonObject, parseObject } from '../payload.ts';
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

const topic = /^v3\/[^/]+\/devices\/([^/]+)\/(.+)$/;

/** Messages in which the device itself was heard, by their key; the others tell what the network did. */
const heardKeys = [
  'join_accept',
  'downlink_ack',
  'downlink_nack',
  'location_solved',
  'service_data',
] as const;
const networkKeys = [
  ...['downlinks', 'downlink_queued', 'downlink_sent', 'downlink_failed', 'downlink_queue_invalidated'],
  ...['uplink_normalized'],
] as const;

interface Address {
  readonly deviceId: string;
  readonly devEui: string | null;
}

export const thingsStackDecoder: Decoder = {
  name: 'things-stack',
  decode(topicName, payload) {
    const match = topic.exec(topicName);
    if (match === null) return null;
    const topicDevice = match[1] as string;
    const object = parseObject(payload);
    if (!object.ok) return refused(addressOf({}, topicDevice), object.error);
    return messageOf(unwrapped(object.value), topicDevice);
  },
};

/** Some integrations wrap the message as `payload` or `result`. */
function unwrapped(object: JsonObject): JsonObject {
  for (const inner of [object.payload, object.result]) {
    if (isJsonObject(inner) && isJsonObject(inner.end_device_ids)) return inner;
  }
  return object;
}

/** By its EUI; without one by the id that it has there, which may hold the EUI. */
function addressOf(message: JsonObject, topicDevice: string): Address {
  const ids = objectAt(message, 'end_device_ids');
  const name = textAt(ids, 'device_id') || topicDevice;
  const devEui = readEui(ids.dev_eui) ?? readEui(name.replace(/^eui-/i, ''));
  return { deviceId: devEui ?? name, devEui };
}

function messageOf(message: JsonObject, topicDevice: string): Decoded {
  const address = addressOf(message, topicDevice);
  if (isJsonObject(message.uplink_message)) {
    if (message.simulated === true) return refused(address, simulated);
    return uplink(message, message.uplink_message, address);
  }
  if (heardKeys.some((key) => message[key] !== undefined)) return told(address, 'alive');
  if (networkKeys.some((key) => message[key] !== undefined)) return told(address, 'unheard');
  const detail = {
    zh: '其中没有 uplink_message，也没有 The Things Stack v3 为设备发布的其他消息',
    en: 'it holds no uplink_message nor another message that The Things Stack v3 publishes for a device',
  };
  return refused(address, { reason: 'bad_uplink', detail });
}

const simulated: Rejection = {
  reason: 'simulated',
  detail: {
    zh: '此上行是有人在 The Things Stack 中模拟的，不是设备发出的',
    en: 'this uplink was simulated by a person in The Things Stack; no device sent it',
  },
};

function told(address: Address, life: Decoded['life']): Decoded {
  return { ...address, reports: [], life, rejections: [] };
}

function refused(address: Address, rejection: Rejection): Decoded {
  return { ...told(address, 'unheard'), rejections: [rejection] };
}

function uplink(message: JsonObject, content: JsonObject, address: Address): Decoded {
  const frameCounter = readCounter(content.f_cnt, 'f_cnt');
  const fPort = readCounter(content.f_port, 'f_port');
  const bytes = readBase64(content.frm_payload, 'frm_payload');
  if (!frameCounter.ok) return refused(address, frameCounter.error);
  if (!fPort.ok) return refused(address, fPort.error);
  if (!bytes.ok) return refused(address, bytes.error);
  const hearings = objectsIn(content.rx_metadata).map(hearingOf);
  const at = parseInstant(content.received_at) ?? parseInstant(message.received_at);
  return {
    ...address,
    reports: [],
    uplink: {
      at,
      session: textAt(content, 'session_key_id') || textAt(objectAt(message, 'end_device_ids'), 'dev_addr'),
      frameCounter: frameCounter.value,
      deduplicationId: null,
      fPort: fPort.value,
      bytes: bytes.value,
      fields: isJsonObject(content.decoded_payload) ? content.decoded_payload : null,
      values: [...signalOf(hearings), ...battery(content, frameCounter.value)],
    },
    gateways: gatewaysOf(hearings),
    life: 'alive',
    rejections: [],
  };
}

/** A gateway behind the packet broker is named there. */
function hearingOf(metadata: JsonObject): Hearing {
  const broker = objectAt(metadata, 'packet_broker');
  const ids = objectAt(metadata, 'gateway_ids');
  const gateway =
    readEui(broker.forwarder_gateway_eui) ||
    textAt(broker, 'forwarder_gateway_id') ||
    readEui(ids.eui) ||
    textAt(ids, 'gateway_id');
  return { gateway: gateway || null, ...readSignal(metadata.rssi, metadata.snr) };
}

/** The battery level that came with this very frame; one that came before was told before. */
function battery(content: JsonObject, frameCounter: number): Report['values'] {
  const { last_battery_percentage: level } = content;
  if (!isJsonObject(level) || (level.f_cnt ?? 0) !== frameCounter) return [];
  const { value = 0 } = level;
  return typeof value === 'number' && Number.isFinite(value) ? [['battery_pct', value]] : [];
}
