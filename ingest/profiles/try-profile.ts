// What a profile makes of one message, for whoever writes it with the message beside it.

import type { CodecRunner } from '../../core/codec-runner.ts';
import type { Label } from '../../core/label.ts';
import type { DeviceProfile } from '../../core/registry.ts';
import type { Rejection } from '../../core/result.ts';
import type { EpochMs } from '../../core/time.ts';
import { CodecGuard } from '../codec-guard.ts';
import { noDecoder } from '../intake.ts';
import { exampleMessage } from './example-message.ts';
import { type ExampleReading, readingsOf } from './example-readings.ts';

export interface ProfileTrial {
  readonly readings: readonly ExampleReading[];
  readonly rejections: readonly Rejection[];
}

/** `topic`: `null` has it guessed. */
export function tryProfile(
  profile: DeviceProfile,
  payload: Uint8Array,
  topic: string | null,
  runner: CodecRunner,
  receivedAt: EpochMs,
): ProfileTrial {
  const { topic: assumed, found } = exampleMessage(payload, topic, receivedAt);
  if (found === null) return nothing('unknown_topic', noDecoder(assumed));
  const { uplink, rejections } = found.decoded;
  if (!uplink) {
    if (rejections.length > 0) return { readings: [], rejections };
    return nothing('no_uplink', {
      zh: '此报文格式自带指标名称，不需要型号来读',
      en: 'the message is in a format that names its metrics itself: no profile reads it',
    });
  }
  const trial = readingsOf({ ...uplink, values: [] }, profile, new CodecGuard(runner), receivedAt);
  if (trial.readings.length > 0 || trial.rejections.length > 0) return trial;
  return nothing('unknown_fields', {
    zh: '报文中没有此型号的任何字段',
    en: 'the profile finds none of its fields in the message',
  });
}

function nothing(reason: string, detail: Label): ProfileTrial {
  return { readings: [], rejections: [{ reason, detail }] };
}
