// The outcome of a message of which nothing was used yet.
import type { MessageOutcome } from '../core/effects.ts';
import type { JournalRecord } from '../core/record.ts';

export function untouchedOutcome(position: number, record: JournalRecord): MessageOutcome {
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
    rejections: [],
    missing: 0,
    filled: 0,
  };
}
