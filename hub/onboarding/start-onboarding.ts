// Onboarding in a thread of its own, begun with the first call: codecs that are tried delay no acknowledgement.
import type { Onboarding } from '../../core/onboarding.ts';
import { CallThread } from '../../store/call-thread.ts';

const maxHeapMiB = 256;

export function startOnboarding(dataDir: string): Onboarding {
  const thread = new CallThread({
    entry: new URL('./onboarding-thread.ts', import.meta.url),
    workerData: { dataDir },
    name: 'onboarding',
    maxHeapMiB,
  });
  const call =
    <Name extends 'propose' | 'checkProfile' | 'saveProfile'>(name: Name) =>
    (...args: Parameters<Onboarding[Name]>) =>
      thread.call(name, args) as ReturnType<Onboarding[Name]>;
  return {
    propose: call('propose'),
    checkProfile: call('checkProfile'),
    saveProfile: call('saveProfile'),
    close: () => thread.close(),
  };
}
