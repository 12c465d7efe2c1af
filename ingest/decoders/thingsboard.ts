// Topic family `v1/devices/me/…`: ThingsBoard's device API, so that existing firmware works. Telemetry is a flat
// object, `{"ts": ms, "values": {…}}`, or a list of either; a reply to a command names its number in the topic.
// The connection says whose it is.
import { deviceCommandIdOf } from '../../core/device-command.ts';
import type { Decoded, Decoder } from '../decoded.ts';
import { isJsonObject, parseObjects, readReport, readReports } from '../payload.ts';
import { replyWords } from '../reply-words.ts';

/** What existing firmware says besides: attributes of its own, and questions that ThingsBoard would answer. */
const asideTopic = /^v1\/devices\/me\/(attributes|attributes\/request\/\d{1,12}|rpc\/request\/\d{1,12})$/;

const replyTopic = /^v1\/devices\/me\/rpc\/response\/(\d{1,12})$/;

export const thingsboardDecoder: Decoder = {
  name: 'thingsboard',
  decode(topic, payload, by) {
    const requestId = replyTopic.exec(topic)?.[1];
    if (requestId !== undefined) return reply(by, Number(requestId), payload);
    if (asideTopic.test(topic)) return { deviceId: by, reports: [], life: 'alive', rejections: [] };
    if (topic !== 'v1/devices/me/telemetry') return null;
    const objects = parseObjects(payload);
    if (!objects.ok) return { deviceId: by, reports: [], life: 'alive', rejections: [objects.error] };
    const { reports, rejections } = readReports(objects.value, (object, rejected) =>
      readReport(object, isJsonObject(object.values) ? object.values : object, rejected),
    );
    return { deviceId: by, reports, life: 'alive', rejections };
  },
};

/** Any answer is a success, unless it is an object that says otherwise: ThingsBoard prescribes no form. */
function reply(deviceId: string, requestNumber: number, payload: Uint8Array): Decoded {
  const words = new TextDecoder().decode(payload);
  const said = jsonOf(words);
  const isFailure = isJsonObject(said) && (said.ok === false || said.success === false || 'error' in said);
  const detail = replyWords(isJsonObject(said) && typeof said.detail === 'string' ? said.detail : words);
  return {
    ...{ deviceId, reports: [], life: 'alive', rejections: [] },
    reply: { commandId: deviceCommandIdOf(requestNumber), ok: !isFailure, detail },
  };
}

function jsonOf(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}
