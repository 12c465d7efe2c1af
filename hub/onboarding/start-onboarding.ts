// Onboarding in a thread of its own, begun with the first call: codecs that are tried delay no acknowledgement.
import type { Json, Onboarding } from '../../core/ports.ts';
import { CallThread } from '../../store/call-thread.ts';

const maxHeapMiB = 256;

export function startOnboarding(dataDir: string): Onboarding {
  const thread = new CallThread({
    entry: new URL('./onboarding-thread.ts', import.meta.url),
    workerData: { dataDir },
    name: 'onboarding',
    maxHeapMiB,
  });
  return {
    propose: (text, topic) => thread.call('propose', [text, topic]) as Promise<Json>,
    close: () => thread.close(),
  };
}
