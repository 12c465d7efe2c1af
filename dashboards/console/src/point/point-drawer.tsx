// One point closely: what it is, what it measures now and in the last hours, what is wrong there, who is at work.
import { Drawer } from 'antd';
import { Link } from 'react-router';
import { usePlace } from '../live/use-places.ts';
import { drawerWidth_px } from '../look/measures.ts';
import { useSpeech } from '../words/language.tsx';
import { pointWords } from '../words/point-words.ts';
import { pointKindWords, words } from '../words/words.ts';
import { PointDetails } from './point-details.tsx';
import './point.css';

interface PointDrawerProps {
  /** `null` keeps it closed. */
  readonly pointId: string | null;
  onClose(): void;
}

export function PointDrawer({ pointId, onClose }: PointDrawerProps) {
  const { say } = useSpeech();
  const place = usePlace(pointId);
  return (
    <Drawer
      open={pointId !== null}
      onClose={onClose}
      mask={false}
      closable={{ 'aria-label': say(words.close) }}
      // The lists beside it stay within reach of the keyboard.
      focusable={{ trap: false }}
      size={drawerWidth_px}
      placement="right"
      getContainer={false}
      rootClassName="point-drawer"
      title={
        place === undefined ? (
          pointId
        ) : (
          <span className="point-title">
            {place.name}
            <small>
              {say(pointKindWords[place.kind])} · {place.id} ·{' '}
              <Link to={`/points/${encodeURIComponent(place.id)}`}>{say(pointWords.wholePage)}</Link>
            </small>
          </span>
        )
      }
    >
      {pointId !== null && <PointDetails key={pointId} pointId={pointId} />}
    </Drawer>
  );
}
