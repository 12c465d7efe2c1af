// One alarm: what, where, how bad, how old, and whether somebody has taken note.
import { CheckOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { postJson } from '../api-client/request.ts';
import { useMayOperate } from '../app/use-user.tsx';
import type { Place } from '../live/live-state.ts';
import { severityLooks } from '../look/severity-look.ts';
import { ageWords } from '../words/durations.ts';
import { dayAndTime, depthInCm, figure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { RowSubject } from './row-subject.tsx';
import { SeverityTag } from './severity-counts.tsx';

interface AlarmRowProps {
  readonly alarm: AlarmAnswer;
  readonly place: Place | undefined;
  readonly now: EpochMs;
  /** Absent where the point is on show already. */
  readonly onSelect?: (pointId: string) => void;
}

/** Of the last change of its level. Water on a road is told in centimetres; how long a device was silent is no news. */
function shownValue(alarm: AlarmAnswer, place: Place | undefined): string | null {
  if (alarm.unit === 's' || alarm.unit === '') return null;
  if (alarm.unit === 'mm' && place?.kind === 'flood') return `${depthInCm(alarm.value)} cm`;
  return figure(alarm.value, alarm.unit);
}

export function AlarmRow({ alarm, place, now, onSelect }: AlarmRowProps) {
  const { language, say } = useSpeech();
  const raisedAt = Date.parse(alarm.raised_at);
  const value = shownValue(alarm, place);
  return (
    <div className="row" style={{ borderInlineStartColor: severityLooks[alarm.severity].fill }}>
      <RowSubject pointId={alarm.point_id} onSelect={onSelect}>
        <span className="row-title">
          <SeverityTag severity={alarm.severity} />
          <span className="row-name">{alarm.titles[language]}</span>
          {value !== null && <span className="row-figure">{value}</span>}
        </span>
        <span className="row-detail">
          <span className="row-place">{place?.name ?? alarm.device_id}</span>
          {!alarm.confident && <span>{say(words.uncertain)}</span>}
          <time dateTime={alarm.raised_at} title={dayAndTime(raisedAt)}>
            {say(ageWords(raisedAt, now))}
          </time>
        </span>
      </RowSubject>
      <AcknowledgeButton alarm={alarm} />
    </div>
  );
}

function AcknowledgeButton({ alarm }: { readonly alarm: AlarmAnswer }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const mayOperate = useMayOperate();
  const [isSending, setSending] = useState(false);
  if (alarm.acknowledged) {
    return (
      <span className="row-acknowledged" title={alarm.acknowledged_by ?? ''}>
        <CheckOutlined aria-hidden="true" /> {say(words.acknowledged)}
      </span>
    );
  }
  if (!mayOperate) return null;

  async function acknowledge() {
    setSending(true);
    try {
      // The stream brings the alarm as it is then.
      await postJson(`/alarms/${encodeURIComponent(alarm.id)}/actions`, { action: 'acknowledge' });
    } catch (thrown) {
      message.error(`${say(words.acknowledgeFailed)}: ${messageOf(thrown)}`);
    } finally {
      setSending(false);
    }
  }

  return (
    <Button
      size="small"
      loading={isSending}
      onClick={acknowledge}
      aria-label={`${say(words.acknowledge)}: ${alarm.title}`}
    >
      {say(words.acknowledge)}
    </Button>
  );
}
