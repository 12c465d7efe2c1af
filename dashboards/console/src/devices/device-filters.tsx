// The filters of the equipment list, kept in the address.
import { deviceOrders } from '../../../../core/device-choice.ts';
import { deviceStatuses, statusReasons } from '../../../../core/effects.ts';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.tsx';
import type { Filters } from '../parts/use-filters.ts';
import { useBasins, useGateways, useProfileNames, useUnitNames } from '../parts/use-names.ts';
import { deviceWords, statusReasonWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { deviceStatusWords, words } from '../words/words.ts';

export const deviceFilterNames = [
  ...(['search', 'status', 'reason', 'profile', 'unit', 'basin', 'gateway'] as const),
  ...(['point_id', 'outage_id', 'order'] as const),
] as const;
export type DeviceFilterName = (typeof deviceFilterNames)[number];

const orderWords = {
  id: deviceWords.byId,
  silence: deviceWords.bySilence,
  battery: deviceWords.byBattery,
} as const;

interface DeviceFiltersProps {
  readonly filters: Filters<DeviceFilterName>;
  setFilter(name: DeviceFilterName, value: string | undefined): void;
  onClear?: () => void;
}

export function DeviceFilters({ filters, setFilter, onClear }: DeviceFiltersProps) {
  const { say } = useSpeech();
  const profiles = useProfileNames();
  const units = useUnitNames();
  const basins = useBasins();
  const gateways = useGateways();
  const choices = [
    {
      name: 'status',
      label: pageWords.state,
      options: deviceStatuses.map((value) => ({ value, label: say(deviceStatusWords[value]) })),
    },
    {
      name: 'reason',
      label: deviceWords.reason,
      options: statusReasons.map((value) => ({ value, label: say(statusReasonWords[value]) })),
    },
    { name: 'profile', label: deviceWords.profile, options: profiles.choices },
    { name: 'unit', label: deviceWords.unit, options: units.choices },
    { name: 'basin', label: words.basin, options: basins },
    { name: 'gateway', label: deviceWords.gateway, options: gateways },
    {
      name: 'order',
      label: deviceWords.bySilence,
      options: deviceOrders.map((value) => ({ value, label: say(orderWords[value]) })),
    },
  ] as const;
  return (
    <FilterBar {...(onClear === undefined ? {} : { onClear })}>
      <TextFilter
        label={say(deviceWords.search)}
        value={filters.search}
        onChange={(value) => setFilter('search', value)}
      />
      {choices.map(({ name, label, options }) => (
        <ChoiceFilter
          key={name}
          label={say(label)}
          value={filters[name]}
          options={options}
          onChange={(value) => setFilter(name, value)}
        />
      ))}
    </FilterBar>
  );
}
