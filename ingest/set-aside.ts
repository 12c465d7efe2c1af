// A message on which the hub itself failed goes into quarantine as it came, so that one message stops nobody.
import type { MessageOutcome } from '../core/effects.ts';
import type { JournalRecord } from '../core/record.ts';

export function setAsideOutcome(position: number, record: JournalRecord): MessageOutcome {
  return {
    position,
    deviceId: null,
    receivedAt: record.receivedAt,
    by: record.by,
    topic: record.topic,
    payload: record.payload,
    readings: [],
    duplicateReadings: 0,
    evaluated: 0,
    usable: false,
    rejections: [
      {
        reason: 'hub_failed',
        detail: 'the hub failed on this message; its log says why. Retry it after an update',
      },
    ],
    missing: 0,
    filled: 0,
  };
}
