// A committed change as server-sent events write it (WHATWG HTML, section 9.2): one frame, ended by a blank line.
import type { CommittedEvent, LatestValue } from '../../core/ports.ts';
import { flagNames } from '../../core/reading.ts';
import { formatInstant } from '../../core/time.ts';

/** A change that is kept, and what readers get of it: its id is the position that they resume from. */
export interface EventFrame {
  readonly event: CommittedEvent;
  readonly text: string;
}

/** JSON has no line breaks, so a frame's data is one line. */
function frame(kind: string, data: unknown, id: string): string {
  return `event: ${kind}\n${id}data: ${JSON.stringify(data)}\n\n`;
}

export function eventFrame(event: CommittedEvent): EventFrame {
  const { id, kind, subjectId, body } = event;
  return { event, text: frame(kind, { id: subjectId, ...body }, `id: ${id}\n`) };
}

/** A newest value: without an id, for it is not kept and not sent again. */
export function latestFrame(latest: LatestValue): string {
  const data = {
    device_id: latest.deviceId,
    metric: latest.metric,
    measured_at: formatInstant(latest.measuredAt),
    value: latest.value,
    flags: flagNames(latest.flags),
  };
  return frame('reading', data, '');
}

/** Tells a reader where the stream stands without an event: an id alone moves what it will resume from. */
export function positionFrame(id: number): string {
  return `id: ${id}\n\n`;
}

/** Keeps proxies from taking a quiet stream for a dead one. */
export const heartbeatFrame = ': alive\n\n';

/** How long a browser waits before it comes back. */
export const retryFrame = 'retry: 3000\n\n';
