// The map of the public page, loaded after its list: the ground that the hub draws for all, and a mark for each point.
import 'maplibre-gl/dist/maplibre-gl.css';
import '../map/map.css';
import { useEffect, useRef, useState } from 'react';
import { plainGround } from '../../../../core/map-ground.ts';
import type { PublicFlood } from '../../../../core/public-floods.ts';
import type { Shade } from '../look/severity-look.ts';
import { MapView } from '../map/map-view.ts';
import { boundsOf } from '../map/place-features.ts';
import type { MarkContent } from '../map/place-mark.ts';
import { useSpeech } from '../words/language.tsx';
import { depthWords, publicWords } from '../words/public-words.ts';
import { severityWords, words } from '../words/words.ts';

interface FloodMapProps {
  readonly points: readonly PublicFlood[];
  readonly shade: Shade;
}

export function FloodMap({ points, shade }: FloodMapProps) {
  const { say, language } = useSpeech();
  const container = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MapView | null>(null);
  const [hasFailed, setFailed] = useState(false);

  // A map is dear to make: shade and points change the one that is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for another language alone
  useEffect(() => {
    if (container.current === null) return;
    const names = { zoomIn: say(words.zoomIn), zoomOut: say(words.zoomOut) };
    try {
      const made = new MapView({
        container: container.current,
        shade,
        ground: plainGround,
        streets: '/map/base.geojson',
        words: names,
        onSelect: () => {},
      });
      setView(made);
      return () => {
        setView(null);
        made.remove();
      };
    } catch {
      setFailed(true);
    }
  }, [language]);
  useEffect(() => view?.setShade(shade), [view, shade]);
  useEffect(() => {
    const bounds = boundsOf(points);
    if (bounds !== null) view?.fit(bounds, false);
    view?.setMarks(points.map((point) => mark(point, say)));
  }, [view, points, say]);

  if (hasFailed) return <p className="public-no-map">{say(words.mapFailed)}</p>;
  return <div ref={container} className="town-map" />;
}

function mark(flood: PublicFlood, say: ReturnType<typeof useSpeech>['say']): MarkContent {
  const { name, lon, lat, severity, depth_cm } = flood;
  const depth = say(depth_cm === null ? publicWords.unknown : depthWords(depth_cm));
  const level = say(severity === null ? publicWords.noWarning : severityWords[severity]);
  return {
    id: `${name} ${lon} ${lat}`,
    kind: 'flood',
    ...{ lon, lat, name, severity },
    value: depth,
    label: `${name}: ${depth}, ${level}`,
    isSelected: false,
  };
}
