// The port through which a device is brought in by one of its messages: what it says, and the profile written for it.
import type { Json } from './ports.ts';
import type { DeviceProfile } from './registry.ts';
import type { Result } from './result.ts';
import type { YamlMistake } from './yaml-mistakes.ts';

/** A profile's file as a person writes it. */
export interface ProfileDraft {
  /** `{vendor}-{model}`, which its file is named by. */
  readonly id: string;
  readonly text: string;
}

export interface PastedMessage {
  readonly text: string;
  /** `null` has it guessed. */
  readonly topic: string | null;
}

/** Looks at messages that people paste to bring a device in, and at the profiles they write for it. */
export interface Onboarding {
  /** What one message says about its device. `topic`: `null` has it guessed. */
  propose(text: string, topic: string | null): Promise<Json>;
  /** What is wrong with a profile's file, and what it makes of a message; `message`: `null` where there is none. */
  checkProfile(draft: ProfileDraft, message: PastedMessage | null): Promise<Json>;
  /** Keeps a profile's file in the data folder; the profile, or its mistakes where nothing was kept. */
  saveProfile(draft: ProfileDraft): Promise<Result<DeviceProfile, readonly YamlMistake[]>>;
  close(): Promise<void>;
}
