// The map of the town: quiet covers as small dots, alarms in their colours, flood points with the depth in words.
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { ExpandOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Severity } from '../../../../core/severity.ts';
import { useShade } from '../app/appearance.tsx';
import type { FloodPoint } from '../lists/flood-order.ts';
import type { Place } from '../live/live-state.ts';
import { useLiveState } from '../live/use-live.tsx';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { MapLegend } from './map-legend.tsx';
import { sources } from './map-style.ts';
import { MapView } from './map-view.ts';
import { floodMark, rainMarks } from './mark-contents.ts';
import { alarmedFeatures, type Bounds, selectedFeature } from './place-features.ts';
import { useMapGround } from './use-map-ground.ts';

interface TownMapProps {
  readonly places: ReadonlyMap<string, Place>;
  /** Worst severity by point, of those that have an alarm. */
  readonly worst: ReadonlyMap<string, Severity>;
  readonly floods: readonly FloodPoint[];
  readonly selected: string | null;
  /** Keeps its identity between renders. */
  onSelect(pointId: string | null): void;
}

export function TownMap({ places, worst, floods, selected, onSelect }: TownMapProps) {
  const { language, say } = useSpeech();
  const { shade } = useShade();
  const ground = useMapGround();
  const container = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MapView | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const town = useLiveState((state) => state.town);
  const bounds = useMemo<Bounds | null>(() => (town?.bounds ? [...town.bounds] : null), [town]);
  const latest = useLiveState((state) => state.latest);
  const devices = useLiveState((state) => state.devices);

  // A map is dear to make: shade and language change the one that is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once
  useEffect(() => {
    if (container.current === null || ground === null) return;
    let made: MapView;
    try {
      const names = { zoomIn: say(words.zoomIn), zoomOut: say(words.zoomOut) };
      made = new MapView({ container: container.current, shade, ground, words: names, onSelect });
    } catch {
      setFailed(true);
      return;
    }
    setView(made);
    return () => {
      setView(null);
      made.remove();
    };
  }, [language, ground]);
  useEffect(() => view?.setShade(shade), [view, shade]);
  useEffect(() => {
    if (town !== null) view?.setDots(town.dots_version);
  }, [view, town]);
  useEffect(() => view?.setPlaces(sources.alarmed, alarmedFeatures(places, worst)), [view, places, worst]);
  useEffect(() => {
    if (bounds !== null) view?.fit(bounds, false);
  }, [view, bounds]);
  // After the fit, which would move the selected point out of sight again.
  useEffect(() => {
    const place = selected === null ? undefined : places.get(selected);
    view?.setPlaces(sources.selected, selectedFeature(place));
    if (place !== undefined) view?.reveal(place.lon, place.lat);
  }, [view, places, selected]);
  useEffect(() => {
    view?.setMarks([
      ...floods.map((flood) => floodMark(flood, selected, say)),
      ...rainMarks({ places, devices, latest }, worst, selected, say),
    ]);
  }, [view, floods, places, devices, latest, worst, selected, say]);

  if (hasFailed) return <Alert className="map-failed" type="warning" showIcon title={say(words.mapFailed)} />;
  return (
    <>
      <div ref={container} className="town-map" />
      <Button
        className="map-whole"
        aria-label={say(words.wholeTown)}
        title={say(words.wholeTown)}
        icon={<ExpandOutlined />}
        disabled={bounds === null}
        onClick={() => bounds !== null && view?.fit(bounds, true)}
      />
      <MapLegend count={town?.points ?? 0} />
      {ground !== null && ground.attribution !== '' && (
        <p className="map-attribution">{ground.attribution}</p>
      )}
    </>
  );
}
