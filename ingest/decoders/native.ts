// Topic family `devices/{id}/…`: the hub's own JSON.
import type { Rejection } from '../../core/result.ts';
import type { Decoded, Decoder } from '../decoded.ts';
import { isJsonObject, parseObjects, readReport, readReports, short } from '../payload.ts';

const topic = /^devices\/([^/]+)\/(telemetry|heartbeat|status|replies)$/;

/** A heartbeat says these too; they describe the device and are no measurements. */
const heartbeatKeys: ReadonlySet<string> = new Set(['firmware']);

const text = new TextDecoder();

export const nativeDecoder: Decoder = {
  name: 'native',
  decode(topicName, payload) {
    const match = topic.exec(topicName);
    if (match === null) return null;
    const deviceId = match[1] as string;
    switch (match[2]) {
      case 'telemetry':
        return reported(deviceId, payload);
      case 'heartbeat':
        return payload.length === 0 ? signOfLife(deviceId) : reported(deviceId, payload, heartbeatKeys);
      case 'status':
        return status(deviceId, text.decode(payload).trim());
      default:
        return reply(deviceId, payload);
    }
  },
};

function reported(deviceId: string, payload: Uint8Array, ignored?: ReadonlySet<string>): Decoded {
  const { reports, rejections } = readReports(payload, (object, rejected) =>
    readReport(object, object, rejected, ignored),
  );
  return { deviceId, reports, life: 'alive', rejections };
}

function signOfLife(deviceId: string, ...rejections: Rejection[]): Decoded {
  return { deviceId, reports: [], life: 'alive', rejections };
}

function status(deviceId: string, word: string): Decoded {
  if (word === 'online') return signOfLife(deviceId);
  if (word === 'offline') return { deviceId, reports: [], life: 'gone', rejections: [] };
  const detail = `status ${short(word)} is neither online nor offline`;
  return signOfLife(deviceId, { reason: 'bad_status', detail });
}

function reply(deviceId: string, payload: Uint8Array): Decoded {
  const objects = parseObjects(payload);
  if (!objects.ok) return signOfLife(deviceId, objects.error);
  const [object] = objects.value;
  if (objects.value.length === 1 && isJsonObject(object) && typeof object.id === 'string') {
    return signOfLife(deviceId);
  }
  const detail = 'a reply is one object with the "id" of its command';
  return signOfLife(deviceId, { reason: 'bad_reply', detail });
}
