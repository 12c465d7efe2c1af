// A change as the hub's event stream tells it.
import type { AlarmAnswer, CaseAnswer, DeviceEventBody, LatestAnswer } from '../api-client/answers.ts';
import { isTrusted } from './trusted-reading.ts';

export const liveEventKinds = ['alarm', 'case', 'device', 'reading'] as const;
export type LiveEventKind = (typeof liveEventKinds)[number];

/** `position` rises with every change that the hub keeps; readings have none and are ordered by their time. */
export type LiveEvent =
  | { readonly kind: 'alarm'; readonly position: number; readonly body: AlarmAnswer }
  | { readonly kind: 'case'; readonly position: number; readonly body: CaseAnswer }
  | { readonly kind: 'device'; readonly position: number; readonly body: DeviceEventBody }
  | { readonly kind: 'reading'; readonly body: LatestAnswer };

/**
 * `null` for a frame that this console does not understand, since a newer hub may tell more, and for a reading that
 * says nothing of the present.
 */
export function parseLiveEvent(kind: LiveEventKind, lastEventId: string, data: string): LiveEvent | null {
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null) return null;
  const position = Number(lastEventId);
  const event = { kind, position: Number.isFinite(position) ? position : 0, body } as LiveEvent;
  return event.kind === 'reading' && !isTrusted(event.body) ? null : event;
}

/** What an event is about: a later one about the same replaces an earlier one whole. */
export function subjectOf(event: LiveEvent): string {
  if (event.kind === 'reading') return `reading ${latestKey(event.body.device_id, event.body.metric)}`;
  return `${event.kind} ${event.body.id}`;
}

export function latestKey(deviceId: string, metric: string): string {
  return `${deviceId} ${metric}`;
}

/** Whether `event` tells of a later moment than `known`, an event about the same subject. */
export function isLater(event: LiveEvent, known: LiveEvent): boolean {
  if (event.kind !== 'reading' && known.kind !== 'reading') return event.position > known.position;
  if (event.kind !== 'reading' || known.kind !== 'reading') return false;
  return Date.parse(event.body.measured_at) > Date.parse(known.body.measured_at);
}
