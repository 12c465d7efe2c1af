// The thread that looks at pasted messages. Profiles are read from their files each time, so that a profile can be
// tried while it is written.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../core/error.ts';
import { proposalJson } from '../../ingest/profiles/proposal-json.ts';
import { propose } from '../../ingest/profiles/propose.ts';
import { serveCalls } from '../../store/serve-calls.ts';
import { CodecSandbox } from '../codecs/codec-sandbox.ts';
import { readShippedProfiles, withOwnProfiles } from '../profile-folder.ts';

assert(parentPort !== null, 'this file runs as a worker thread');
const { dataDir } = workerData as { dataDir: string };

serveCalls(parentPort, () => {
  const shipped = readShippedProfiles();
  const codecs = new CodecSandbox();
  return {
    propose(text: string, topic: string | null) {
      const profiles = withOwnProfiles(shipped, join(dataDir, 'profiles'), () => {});
      const payload = new TextEncoder().encode(text);
      return proposalJson(propose(payload, topic, profiles, codecs, Date.now()));
    },
  };
});
