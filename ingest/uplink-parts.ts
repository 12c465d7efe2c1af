// The parts of an uplink that network servers write alike: EUIs, base64 payloads, counters whose zeros are left out,
// and the gateways that heard it.
import { type Result, reject } from '../core/result.ts';
import type { Report } from './decoded.ts';
import { isJsonObject, type JsonObject, short } from './payload.ts';

/** Frame counters are 32 bits wide. */
const counterMax = 0xffff_ffff;

const eui = /^[0-9a-f]{16}$/i;

/** An EUI in small letters; `null` for anything else, such as the crosses of an example. */
export function readEui(value: unknown): string | null {
  return typeof value === 'string' && eui.test(value) ? value.toLowerCase() : null;
}

/** The object under a key; an empty one where there is none. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** The text under a key; empty where there is none. */
export function textAt(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

/** A counter or port; absent means 0, as zeros are left out on the wire. */
export function readCounter(value: unknown, name: string): Result<number> {
  if (value === undefined || value === null) return { ok: true, value: 0 };
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= counterMax) {
    return { ok: true, value: value as number };
  }
  const given = short(value);
  return reject('bad_uplink', {
    zh: `${name} 为 ${given}，不是 0 到 ${counterMax} 的整数`,
    en: `${name} is ${given}, not a whole number from 0 to ${counterMax}`,
  });
}

/** Bytes of a LoRaWAN frame at most, with room for network servers that count otherwise. */
const frameBytesMax = 255;

/** Bytes of a base64 text, as many as a frame carries; absent means none. */
export function readBase64(value: unknown, name: string): Result<Uint8Array> {
  if (value === undefined || value === null) return { ok: true, value: new Uint8Array(0) };
  if (typeof value === 'string') {
    try {
      const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
      if (bytes.length <= frameBytesMax) return { ok: true, value: bytes };
      return reject('bad_uplink', {
        zh: `${name} 有 ${bytes.length} 字节；一帧最多 ${frameBytesMax} 字节`,
        en: `${name} has ${bytes.length} bytes; a frame carries ${frameBytesMax} at most`,
      });
    } catch {
      // Not base64: said below.
    }
  }
  const given = short(value);
  return reject('bad_uplink', {
    zh: `${name} 为 ${given}，不是 base64`,
    en: `${name} is ${given}, not base64`,
  });
}

export interface Hearing {
  /** `null` where the gateway does not say who it is. */
  readonly gateway: string | null;
  readonly rssi_dbm: number | null;
  readonly snr_db: number | null;
}

/** Each gateway once, in the order of the message. */
export function gatewaysOf(hearings: readonly Hearing[]): string[] {
  return [...new Set(hearings.flatMap(({ gateway }) => gateway ?? []))];
}

/** Signal at the gateway that heard it best. */
export function signalOf(hearings: readonly Hearing[]): Report['values'] {
  let best: Hearing | null = null;
  for (const hearing of hearings) {
    const strength = hearing.rssi_dbm ?? Number.NEGATIVE_INFINITY;
    if (best === null || strength > (best.rssi_dbm ?? Number.NEGATIVE_INFINITY)) best = hearing;
  }
  const values: [string, number][] = [];
  if (best !== null && best.rssi_dbm !== null) values.push(['rssi_dbm', best.rssi_dbm]);
  if (best !== null && best.snr_db !== null) values.push(['snr_db', best.snr_db]);
  return values;
}

/** The signal of a gateway. An `snr` of 0 is left out on the wire, so without one it is 0 where `rssi` is there. */
export function readSignal(rssi: unknown, snr: unknown): Pick<Hearing, 'rssi_dbm' | 'snr_db'> {
  if (!isNumber(rssi)) return { rssi_dbm: null, snr_db: isNumber(snr) ? snr : null };
  return { rssi_dbm: rssi, snr_db: isNumber(snr) ? snr : snr === undefined ? 0 : null };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The objects of a list; none where it is no list. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
