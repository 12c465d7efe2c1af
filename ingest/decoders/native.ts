// Topic family `devices/{id}/…`: the hub's own JSON, and SenML among its telemetry.
import type { Rejection } from '../../core/result.ts';
import type { EpochMs } from '../../core/time.ts';
import type { Decoded, Decoder } from '../decoded.ts';
import { isJsonObject, parseObjects, readReport, readReports, short } from '../payload.ts';
import { replyWords } from '../reply-words.ts';
import { isSenml, readSenml } from './senml.ts';

const topic = /^devices\/([^/]+)\/(telemetry|heartbeat|status|replies)$/;

/** A heartbeat says these too; they describe the device and are no measurements. */
const heartbeatKeys: ReadonlySet<string> = new Set(['firmware']);

const text = new TextDecoder();

export const nativeDecoder: Decoder = {
  name: 'native',
  decode(topicName, payload, _by, receivedAt) {
    const match = topic.exec(topicName);
    if (match === null) return null;
    const deviceId = match[1] as string;
    switch (match[2]) {
      case 'telemetry':
        return telemetry(deviceId, payload, receivedAt);
      case 'heartbeat':
        return payload.length === 0 ? signOfLife(deviceId) : heartbeat(deviceId, payload);
      case 'status':
        return status(deviceId, text.decode(payload).trim());
      default:
        return reply(deviceId, payload);
    }
  },
};

function telemetry(deviceId: string, payload: Uint8Array, receivedAt: EpochMs): Decoded {
  const objects = parseObjects(payload);
  if (!objects.ok) return signOfLife(deviceId, objects.error);
  const read = isSenml(objects.value)
    ? readSenml(objects.value, receivedAt)
    : readReports(objects.value, (object, rejected) => readReport(object, object, rejected));
  return { deviceId, ...read, life: 'alive' };
}

function heartbeat(deviceId: string, payload: Uint8Array): Decoded {
  const objects = parseObjects(payload);
  if (!objects.ok) return signOfLife(deviceId, objects.error);
  const read = readReports(objects.value, (object, rejected) =>
    readReport(object, object, rejected, heartbeatKeys),
  );
  return { deviceId, ...read, life: 'alive' };
}

function signOfLife(deviceId: string, ...rejections: Rejection[]): Decoded {
  return { deviceId, reports: [], life: 'alive', rejections };
}

function status(deviceId: string, word: string): Decoded {
  if (word === 'online') return signOfLife(deviceId);
  if (word === 'offline') return { deviceId, reports: [], life: 'gone', rejections: [] };
  const detail = {
    zh: `状态 ${short(word)} 既不是 online 也不是 offline`,
    en: `status ${short(word)} is neither online nor offline`,
  };
  return signOfLife(deviceId, { reason: 'bad_status', detail });
}

function reply(deviceId: string, payload: Uint8Array): Decoded {
  const objects = parseObjects(payload);
  if (!objects.ok) return signOfLife(deviceId, objects.error);
  const [object] = objects.value;
  if (objects.value.length === 1 && isJsonObject(object) && typeof object.id === 'string') {
    const { id, ok, detail } = object;
    return {
      ...signOfLife(deviceId),
      reply: { commandId: id, ok: ok !== false, detail: replyWords(detail) },
    };
  }
  const detail = {
    zh: '答复应是一个对象，含有命令的 id',
    en: 'a reply is one object with the "id" of its command',
  };
  return signOfLife(deviceId, { reason: 'bad_reply', detail });
}
