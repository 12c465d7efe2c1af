// Sound and flash on the wall, until somebody acknowledges. Over the map, so that no list moves under the pointer.
import { BellOutlined, SoundOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useNow } from '../app/use-now.ts';
import { usePreference } from '../app/use-preference.ts';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { usePlace } from '../live/use-places.ts';
import { severitiesWorstFirst, severityLooks } from '../look/severity-look.ts';
import { AlarmLink } from '../parts/links.tsx';
import { useSpeech } from '../words/language.tsx';
import { bellChoiceWords, unacknowledgedWords, wallWords } from '../words/wall-words.ts';
import { ringing, ringKey } from './ringing.ts';
import { useBellSound } from './use-bell-sound.ts';
import './wall.css';

const recountMs = 5_000;
const choices = ['off', ...severitiesWorstFirst] as const;
/** A closed road is what people are to be woken for. */
const usual = 'orange';

export function AlarmBell() {
  const { language, say } = useSpeech();
  const [least, setLeast] = usePreference('bell', choices, () => usual);
  const [silenced, setSilenced] = useState<ReadonlySet<string>>(new Set());
  const alarms = useLiveState((state) => state.alarms);
  const now = useNow(recountMs);
  const { alarms: rung, isLoud } = useMemo(
    () => (least === 'off' ? { alarms: [], isLoud: false } : ringing(alarms.values(), least, silenced, now)),
    [alarms, least, silenced, now],
  );
  const worst = rung[0];
  const place = usePlace(worst?.point_id);
  const [isBlocked, unblock] = useBellSound(isLoud, worst?.severity === 'red');
  return (
    <>
      {worst !== undefined && (
        <div
          className="bell-flash"
          style={{ color: severityLooks[worst.severity].fill }}
          aria-hidden="true"
        />
      )}
      <section className="bell" aria-label={say(wallWords.bell)}>
        {worst !== undefined && (
          <div className="bell-line" role="alert">
            <BellOutlined aria-hidden="true" />
            <b>{say(unacknowledgedWords(rung.length))}</b>
            <SeverityTag severity={worst.severity} />
            <AlarmLink
              id={worst.id}
              title={`${worst.titles[language]} · ${place?.name ?? worst.device_id}`}
            />
            {isLoud && (
              <Button size="small" onClick={() => setSilenced(new Set(rung.map(ringKey)))}>
                {say(wallWords.silence)}
              </Button>
            )}
            {isBlocked && (
              <Button size="small" icon={<SoundOutlined />} onClick={unblock}>
                {say(wallWords.allowSound)}
              </Button>
            )}
          </div>
        )}
        <Select
          size="small"
          className="bell-choice"
          aria-label={say(wallWords.ringFor)}
          value={least}
          onChange={setLeast}
          options={choices.map((value) => ({ value, label: say(bellChoiceWords(value)) }))}
        />
      </section>
    </>
  );
}
