// Topic family `v1/devices/me/telemetry`: ThingsBoard's device API, so that existing firmware works. A flat object,
// `{"ts": ms, "values": {…}}`, or a list of either; the connection says whose it is.
import type { Decoder } from '../decoded.ts';
import { isJsonObject, parseObjects, readReport, readReports } from '../payload.ts';

export const thingsboardDecoder: Decoder = {
  name: 'thingsboard',
  decode(topic, payload, by) {
    if (topic !== 'v1/devices/me/telemetry') return null;
    const objects = parseObjects(payload);
    if (!objects.ok) return { deviceId: by, reports: [], life: 'alive', rejections: [objects.error] };
    const { reports, rejections } = readReports(objects.value, (object, rejected) =>
      readReport(object, isJsonObject(object.values) ? object.values : object, rejected),
    );
    return { deviceId: by, reports, life: 'alive', rejections };
  },
};
