// What things are called: points and units as the live state knows them, profiles as the hub lists them.
import { useMemo } from 'react';
import type { ListAnswer } from '../api-client/answers.ts';
import type { ProfileAnswer } from '../api-client/device-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { useLiveState } from '../live/use-live.tsx';
import type { RuleAnswer } from '../rules/rule-answers.ts';
import { useSpeech } from '../words/language.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** An id is its own name where nothing is known of it. */
export function useProfileNames(): { readonly choices: readonly Choice[]; nameOf(id: string): string } {
  const { language } = useSpeech();
  const { data } = useHubAnswer<ListAnswer<ProfileAnswer>>('/profiles');
  return useMemo(() => {
    const names = new Map((data?.items ?? []).map(({ id, label }) => [id, label[language]]));
    return {
      choices: [...names].map(([value, label]) => ({ value, label: `${label} (${value})` })),
      nameOf: (id) => names.get(id) ?? id,
    };
  }, [data, language]);
}

/** As the catalogue has them now; a rule that is gone has its id. */
export function useRuleNames(): { readonly choices: readonly Choice[]; nameOf(id: string): string } {
  const { language } = useSpeech();
  const { data } = useHubAnswer<ListAnswer<RuleAnswer>>('/rules?limit=1000');
  return useMemo(() => {
    const names = new Map((data?.items ?? []).map(({ id, definition }) => [id, definition.title[language]]));
    return {
      choices: [...names].map(([value, label]) => ({ value, label })),
      nameOf: (id) => names.get(id) ?? id,
    };
  }, [data, language]);
}

export function useUnitNames(): { readonly choices: readonly Choice[]; nameOf(id: string): string } {
  const units = useLiveState((state) => state.units);
  return useMemo(
    () => ({
      choices: [...units.values()].map(({ id, name }) => ({ value: id, label: name })),
      nameOf: (id) => units.get(id)?.name ?? id,
    }),
    [units],
  );
}

/** The basins of points. */
export function useBasins(): readonly Choice[] {
  const basins = useLiveState((state) => state.town?.basins);
  return useMemo(() => choicesOf(basins), [basins]);
}

/** The gateways that devices speak through. */
export function useGateways(): readonly Choice[] {
  const gateways = useLiveState((state) => state.town?.gateways);
  return useMemo(() => choicesOf(gateways), [gateways]);
}

function choicesOf(values: readonly string[] = []): readonly Choice[] {
  return values.map((value) => ({ value, label: value }));
}
