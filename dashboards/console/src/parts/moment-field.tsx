// A field for a moment, in the site's time.
import { Input } from 'antd';
import { useId } from 'react';
import type { EpochMs } from '../../../../core/time.ts';
import { siteMoment, siteMomentText } from '../look/site-moment.ts';
import './moment-field.css';

interface MomentFieldProps {
  readonly label: string;
  readonly value: EpochMs | null;
  onChange(value: EpochMs | null): void;
}

export function MomentField({ label, value, onChange }: MomentFieldProps) {
  const id = useId();
  return (
    <label className="moment-field" htmlFor={id}>
      <span>{label}</span>
      <Input
        id={id}
        type="datetime-local"
        value={value === null ? '' : siteMomentText(value)}
        onChange={(event) => onChange(siteMoment(event.target.value))}
      />
    </label>
  );
}
