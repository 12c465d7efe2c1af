// Which topic a message was most likely published on, for one that a person pasted without it.
import { isSenml } from '../decoders/senml.ts';
import { isJsonObject, type JsonObject } from '../payload.ts';

/** Of ChirpStack: the event by a key that only it has. */
const events: readonly (readonly [key: string, event: string])[] = [
  ['margin', 'status'],
  ['batteryLevel', 'status'],
  ['description', 'log'],
  ['acknowledged', 'ack'],
  ['gatewayId', 'txack'],
  ['location', 'location'],
  ['integrationName', 'integration'],
];

/** `json`: what the message is, or `undefined` where it is no JSON. */
export function guessTopic(json: unknown): string {
  if (Array.isArray(json) && isSenml(json)) return 'devices/example/senml';
  const first: unknown = Array.isArray(json) ? json[0] : json;
  if (!isJsonObject(first)) return 'devices/example/telemetry';
  if (isJsonObject(first.deviceInfo) || first.devEUI !== undefined || first.applicationID !== undefined) {
    const event = events.find(([key]) => first[key] !== undefined)?.[1] ?? 'up';
    return `application/example/device/${euiOf(first)}/event/${first.data === undefined ? event : 'up'}`;
  }
  const isThingsStack = [first, first.payload, first.result].some(
    (inner) => isJsonObject(inner) && isJsonObject(inner.end_device_ids),
  );
  if (isThingsStack) return 'v3/example/devices/example/up';
  return isJsonObject(first.values) ? 'v1/devices/me/telemetry' : 'devices/example/telemetry';
}

function euiOf({ deviceInfo }: JsonObject): string {
  return isJsonObject(deviceInfo) && typeof deviceInfo.devEui === 'string' ? deviceInfo.devEui : 'example';
}
