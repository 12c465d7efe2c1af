// A field for a moment, in the site's time.
import { Input } from 'antd';
import type { EpochMs } from '../../../../core/time.ts';
import { siteMoment, siteMomentText } from '../look/site-moment.ts';
import './moment-field.css';

interface MomentFieldProps {
  readonly label: string;
  readonly value: EpochMs | null;
  onChange(value: EpochMs | null): void;
}

export function MomentField({ label, value, onChange }: MomentFieldProps) {
  return (
    <label className="moment-field">
      <span>{label}</span>
      <Input
        type="datetime-local"
        value={value === null ? '' : siteMomentText(value)}
        onChange={(event) => onChange(siteMoment(event.target.value))}
      />
    </label>
  );
}
