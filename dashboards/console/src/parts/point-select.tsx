// A point of the registry, found by a part of its name, id or address.
import { Select } from 'antd';
import { useState } from 'react';
import type { ListAnswer, PointAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { usePlace } from '../live/use-places.ts';
import { useSpeech } from '../words/language.tsx';
import { pointWords } from '../words/point-words.ts';
import { filterQuery } from './use-filters.ts';
import { useRested } from './use-rested.ts';

/** Offered at a time: who wants another one writes more of it. */
const mostOffered = 30;

interface PointSelectProps {
  readonly id?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly className?: string;
  readonly allowClear?: boolean;
  readonly disabled?: boolean;
  readonly value?: string | undefined;
  onChange?(pointId: string | undefined): void;
}

export function PointSelect({ label, value, onChange, ...props }: PointSelectProps) {
  const { say } = useSpeech();
  const [text, setText] = useState('');
  const search = useRested(text.trim());
  const asked = useHubAnswer<ListAnswer<PointAnswer>>(
    `/points${filterQuery({ search: search === '' ? undefined : search, limit: String(mostOffered) })}`,
    { keepsBefore: true },
  );
  const chosen = usePlace(value);
  const found = asked.data?.items ?? [];
  const isOffered = found.some(({ id }) => id === value);
  const offered = chosen === undefined || isOffered || text !== '' ? found : [chosen, ...found];
  return (
    <Select
      {...props}
      {...(label === undefined ? {} : { 'aria-label': label })}
      placeholder={props.placeholder ?? say(pointWords.search)}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={asked.isFetching}
      value={value === undefined || value === '' ? null : value}
      options={offered.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
      onChange={(id: string | null | undefined) => {
        setText('');
        onChange?.(id ?? undefined);
      }}
    />
  );
}
