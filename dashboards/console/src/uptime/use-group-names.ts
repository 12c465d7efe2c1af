// What the rows of the availability are called: units, profiles or devices.
import { useProfileNames, useUnitNames } from '../parts/use-names.ts';
import { useSpeech } from '../words/language.tsx';
import { uptimeWords } from '../words/uptime-words.ts';

/** `null` stands for devices that nobody answers for. */
export function useGroupNames(group: string): (id: string | null) => string {
  const { say } = useSpeech();
  const units = useUnitNames();
  const profiles = useProfileNames();
  return (id) => {
    if (id === null) return say(uptimeWords.nobody);
    if (group === 'device') return id;
    return group === 'profile' ? profiles.nameOf(id) : units.nameOf(id);
  };
}
