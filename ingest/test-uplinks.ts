// Events of network servers with nothing in them but what a test says.
import type { EpochMs } from '../core/time.ts';
import type { Decoded } from './decoded.ts';
import { decodeByFamily } from './decoders.ts';
import type { JsonObject } from './payload.ts';

export const devEui = '70b3d57ba0003bb8';
export const upTopic = `application/17/device/${devEui}/event/up`;
export const thingsStackTopic = 'v3/county@ttn/devices/gauge-1/up';

/** What a message says, whatever its family. */
export function decodeMessage(
  topic: string,
  payload: Uint8Array,
  by: string,
  receivedAt: EpochMs,
): Decoded | null {
  return decodeByFamily(topic, payload, by, receivedAt)?.decoded ?? null;
}

export function decodeJson(topic: string, payload: unknown, receivedAt = 0) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return decodeMessage(topic, new TextEncoder().encode(text), 'lns', receivedAt);
}

export function chirpstackUp(over: JsonObject = {}): JsonObject {
  return {
    deduplicationId: '3ac7e3c4-4401-4b8d-9386-a5c902f9202d',
    time: '2026-07-01T12:00:00.123456789+00:00',
    deviceInfo: { devEui },
    devAddr: '00189440',
    fCnt: 7,
    fPort: 1,
    data: 'qg==',
    rxInfo: [{ gatewayId: '0016c001f153a14c', rssi: -36, snr: 10.5 }],
    ...over,
  };
}

export function thingsStackUp(over: JsonObject = {}, message: JsonObject = {}): JsonObject {
  return {
    end_device_ids: { device_id: 'gauge-1', dev_eui: devEui.toUpperCase(), dev_addr: '27000020' },
    received_at: '2026-07-01T12:00:00.447941836Z',
    uplink_message: {
      session_key_id: 'AXAWYbtxgUllLtJWdZrW0Q==',
      f_port: 1,
      f_cnt: 7,
      frm_payload: 'qg==',
      rx_metadata: [{ gateway_ids: { gateway_id: 'roof', eui: '0016C001F153A14C' }, rssi: -36, snr: 10.5 }],
      received_at: '2026-07-01T12:00:00.234172599Z',
      ...over,
    },
    ...message,
  };
}
