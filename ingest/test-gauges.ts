// A hub's intake with a flood gauge or two, for the tests of this folder.

import type { CodecRunner } from '../core/codec-runner.ts';
import { flagNames } from '../core/reading.ts';
import type { JournalRecord } from '../core/record.ts';
import type { Device, DeviceProfile } from '../core/registry.ts';
import { reject } from '../core/result.ts';
import { testDevice } from '../core/test-registry.ts';
import { dayMs, type EpochMs } from '../core/time.ts';
import { builtInProfiles } from './built-in-profiles.ts';
import { type Intake, MessageIntake } from './intake.ts';
import type { DeviceDirectory } from './registry-book.ts';

export const now = Date.UTC(2026, 6, 1, 12);

export function gauge(id: string, over: Partial<Device> = {}): Device {
  return testDevice(id, { pointId: 'p-1', ...over });
}

/** Native devices have no codec. */
const noCodecs: CodecRunner = {
  decode: () => reject('codec_failed', { zh: '此测试不运行解码器', en: 'this test runs no codec' }),
};

export class Hub {
  readonly intake: MessageIntake;
  #position = 0;

  constructor(
    devices: readonly Device[],
    maxAgeMs: number | null,
    profiles: readonly DeviceProfile[] = builtInProfiles,
    codecs: CodecRunner = noCodecs,
  ) {
    const registry: DeviceDirectory = {
      unit: () => undefined,
      unitsOfKind: () => [],
      point: () => undefined,
      device: (id) => devices.find((device) => device.id === id),
      deviceByEui: (devEui) => devices.find((device) => device.devEui === devEui),
      profile: (id) => profiles.find((profile) => profile.id === id),
    };
    const settings = { maxAgeMs, timezone: 'Asia/Shanghai' };
    this.intake = new MessageIntake(registry, () => settings, codecs);
  }

  /** `payload`: text as it is, anything else as JSON. */
  message(topic: string, payload: unknown, receivedAt: EpochMs, by = 'g-1'): Intake {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const bytes = new TextEncoder().encode(text);
    const record: JournalRecord = { kind: 'message', receivedAt, by, topic, payload: bytes };
    this.#position += 1;
    return this.intake.take(this.#position, record);
  }

  /** Telemetry of `g-1`. */
  take(payload: unknown, receivedAt: EpochMs = now): Intake {
    return this.message('devices/g-1/telemetry', payload, receivedAt);
  }
}

/** `over` is about `g-1`. */
export function hub(over: Partial<Device> = {}, ...others: Device[]): Hub {
  return new Hub([gauge('g-1', over), ...others], 7 * dayMs);
}

/** What is to be stored, as `metric value flags`. */
export function summary(taken: Intake): string[] {
  return taken.outcome.readings.map(({ metric, value, flags }) =>
    [metric, value, ...flagNames(flags)].join(' '),
  );
}
