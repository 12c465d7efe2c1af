// A row of filters above a list.
import { Button, Checkbox, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

export function FilterBar({ children, onClear }: { readonly children: ReactNode; onClear?: () => void }) {
  const { say } = useSpeech();
  return (
    <search className="filter-bar" aria-label={say(pageWords.filters)}>
      {children}
      {onClear !== undefined && <Button onClick={onClear}>{say(pageWords.clearFilters)}</Button>}
    </search>
  );
}

interface ChoiceFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  onChange(value: string | undefined): void;
}

export function ChoiceFilter({ label, value, options, onChange }: ChoiceFilterProps) {
  return (
    <Select
      className="filter-choice"
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={(chosen) => onChange(chosen)}
      options={[...options]}
    />
  );
}

interface TextFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  onChange(value: string | undefined): void;
}

/** An exact id; taken when it is entered or left. */
export function TextFilter({ label, value, onChange }: TextFilterProps) {
  return (
    <Input.Search
      key={value ?? ''}
      className="filter-text"
      aria-label={label}
      placeholder={label}
      allowClear
      defaultValue={value ?? ''}
      onSearch={(text) => onChange(text.trim())}
    />
  );
}

interface ToggleFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  onChange(value: string | undefined): void;
}

/** `true` in the address while it is on. */
export function ToggleFilter({ label, value, onChange }: ToggleFilterProps) {
  return (
    <Checkbox
      className="filter-toggle"
      checked={value === 'true'}
      onChange={(event) => onChange(event.target.checked ? 'true' : undefined)}
    >
      {label}
    </Checkbox>
  );
}
