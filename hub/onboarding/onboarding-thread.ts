// The thread that looks at pasted messages and at the profiles that are written for them. Profiles are read from their files each time, so that a profile can be
// tried while it is written.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../core/error.ts';
import type { PastedMessage, ProfileDraft } from '../../core/onboarding.ts';
import type { Json } from '../../core/ports.ts';
import type { DeviceProfile } from '../../core/registry.ts';
import { ok, type Result } from '../../core/result.ts';
import type { YamlMistake } from '../../core/yaml-mistakes.ts';
import { checkProfile } from '../../ingest/profiles/profile-file.ts';
import { proposalJson, readingJson } from '../../ingest/profiles/proposal-json.ts';
import { propose } from '../../ingest/profiles/propose.ts';
import { tryProfile } from '../../ingest/profiles/try-profile.ts';
import { serveCalls } from '../../store/serve-calls.ts';
import { CodecSandbox } from '../codecs/codec-sandbox.ts';
import { draftSource, keepProfile, readShippedProfiles, withOwnProfiles } from '../profile-folder.ts';

assert(parentPort !== null, 'this file runs as a worker thread');
const { dataDir } = workerData as { dataDir: string };

serveCalls(parentPort, () => {
  const shipped = readShippedProfiles();
  const folder = join(dataDir, 'profiles');
  const codecs = new CodecSandbox();
  return {
    propose(text: string, topic: string | null) {
      const profiles = withOwnProfiles(shipped, folder, () => {});
      return proposalJson(propose(bytesOf(text), topic, profiles, codecs, Date.now()));
    },
    checkProfile(draft: ProfileDraft, message: PastedMessage | null): Json {
      const checked = checkProfile(draftSource(folder, draft), codecs);
      if (!checked.ok) return { mistakes: checked.error, readings: [], reasons: [] };
      if (message === null) return { mistakes: [], readings: [], reasons: [] };
      const { profile } = checked.value;
      const trial = tryProfile(profile, bytesOf(message.text), message.topic, codecs, Date.now());
      return { mistakes: [], readings: trial.readings.map(readingJson), reasons: trial.rejections };
    },
    saveProfile(draft: ProfileDraft): Result<DeviceProfile, readonly YamlMistake[]> {
      const checked = checkProfile(draftSource(folder, draft), codecs);
      if (!checked.ok) return checked;
      keepProfile(folder, draft);
      return ok(checked.value.profile);
    },
  };
});

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
