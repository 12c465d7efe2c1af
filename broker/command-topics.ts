// The topics of commands and replies: the hub's own, and those of ThingsBoard's device API, which knows a request by
// its number. A device gets its commands in the form that it subscribed to.
import {
  type DeviceCommandBody,
  deviceCommandNumberOf,
  deviceCommandPayload,
} from '../core/device-command.ts';
import { topicMatches } from './topic-filter.ts';

export interface CommandForm {
  readonly topic: string;
  readonly payload: string;
  /** At most 1, and no more than was subscribed to. */
  readonly qos: 0 | 1;
}

const requestPrefix = 'v1/devices/me/rpc/request/';
const responsePrefix = 'v1/devices/me/rpc/response/';

/** How a device that subscribed to `filters` (with their QoS) gets a command; `null` where it listens to neither topic. */
export function commandForm(
  filters: ReadonlyMap<string, number>,
  command: Pick<DeviceCommandBody, 'id' | 'device_id' | 'command' | 'params'>,
): CommandForm | null {
  const native = `devices/${command.device_id}/commands`;
  const nativeQos = grantedQos(filters, native);
  if (nativeQos !== null) {
    return { topic: native, payload: JSON.stringify(deviceCommandPayload(command)), qos: nativeQos };
  }
  const request = requestPrefix + deviceCommandNumberOf(command.id);
  const requestQos = grantedQos(filters, request);
  if (requestQos === null) return null;
  const payload = JSON.stringify({ method: command.command, params: command.params });
  return { topic: request, payload, qos: requestQos };
}

/** Whether a device answers a command on `topic`. */
export function isReplyTopic(deviceId: string, topic: string): boolean {
  return topic === `devices/${deviceId}/replies` || topic.startsWith(responsePrefix);
}

function grantedQos(filters: ReadonlyMap<string, number>, topic: string): 0 | 1 | null {
  let granted: number | null = null;
  for (const [filter, qos] of filters) {
    if (topicMatches(filter, topic)) granted = Math.max(granted ?? 0, qos);
  }
  return granted === null ? null : granted > 0 ? 1 : 0;
}
