// The first page: the town on a map, the flood points by depth, what is wrong and who is at work on it.
import { Alert, Button } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { AlarmList } from '../lists/alarm-list.tsx';
import { alarmsToShow, worstByPoint } from '../lists/alarm-order.ts';
import { CaseList } from '../lists/case-list.tsx';
import { FloodList } from '../lists/flood-list.tsx';
import { floodPoints } from '../lists/flood-order.ts';
import { useLive, useLiveState } from '../live/use-live.tsx';
import { PointDrawer } from '../point/point-drawer.tsx';
import { AlarmBell } from '../wall/alarm-bell.tsx';
import { NewsSince } from '../wall/news-since.tsx';
import { WaitingAnnouncements } from '../wall/waiting-announcements.tsx';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { NoPointsNotice } from './no-points-notice.tsx';
import { useNow } from './use-now.ts';
import { useSelectedPoint } from './use-selected-point.ts';
import '../lists/lists.css';

const TownMap = lazy(async () => ({ default: (await import('../map/town-map.tsx')).TownMap }));

/** For alarms whose shelving ends meanwhile. */
const recountMs = 15_000;

export function OverviewPage() {
  const { say } = useSpeech();
  const [selected, select] = useSelectedPoint();
  const now = useNow(recountMs);
  const alarms = useLiveState((state) => state.alarms);
  const places = useLiveState((state) => state.places);
  const devices = useLiveState((state) => state.devices);
  const latest = useLiveState((state) => state.latest);
  const trails = useLiveState((state) => state.trails);
  const worst = useMemo(() => worstByPoint(alarmsToShow(alarms.values(), now).shown), [alarms, now]);
  const floods = useMemo(
    () => floodPoints({ places, devices, latest, trails }, worst),
    [places, devices, latest, trails, worst],
  );
  return (
    <>
      <LoadFailure />
      <div className="overview">
        <main className="overview-map" aria-label={say(words.map)}>
          <Suspense fallback={<p className="map-waiting">{say(words.mapLoading)}</p>}>
            <TownMap places={places} worst={worst} floods={floods} selected={selected} onSelect={select} />
          </Suspense>
          <div className="wall-notices">
            <AlarmBell />
            <WaitingAnnouncements />
            <NewsSince />
          </div>
          <NoPointsNotice />
          <PointDrawer pointId={selected} onClose={() => select(null)} />
        </main>
        <aside className="overview-lists">
          <FloodList points={floods} onSelect={select} />
          <AlarmList onSelect={select} />
          <CaseList onSelect={select} />
        </aside>
      </div>
    </>
  );
}

function LoadFailure() {
  const { say } = useSpeech();
  const { loading, reload } = useLive();
  if (loading.state !== 'failed') return null;
  return (
    <Alert
      banner
      type="error"
      title={`${say(words.loadFailed)}: ${loading.detail}`}
      action={
        <Button size="small" onClick={reload}>
          {say(words.tryAgain)}
        </Button>
      }
    />
  );
}
