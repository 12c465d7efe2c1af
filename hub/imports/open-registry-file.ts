// A registry file in a thread of its own, which ends with it: a hundred thousand rows delay no acknowledgement.
import type { OpenRegistryFile } from '../../api/registry-csv.ts';
import { CallThread } from '../../store/call-thread.ts';
import type { FileSummary } from './file-in-parts.ts';

/** Heap of the thread: ten times the largest file that the API takes. */
const maxHeapMiB = 768;

export const openRegistryFile: OpenRegistryFile = async (kind, text) => {
  const thread = new CallThread({
    entry: new URL('./import-thread.ts', import.meta.url),
    workerData: null,
    name: 'imports',
    maxHeapMiB,
  });
  const close = () => thread.close();
  try {
    const summary = (await thread.call('open', [kind, text])) as FileSummary;
    return { ...summary, part: (index) => thread.call('part', [index]) as Promise<never>, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
};
