// A small map on a page.
import 'maplibre-gl/dist/maplibre-gl.css';
import './small-map.css';
import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useShade } from '../app/appearance.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { type Pin, SmallMapView } from './small-map-view.ts';
import { useMapGround } from './use-map-ground.ts';

interface SmallMapProps {
  readonly label: string;
  /** Keeps its identity while nothing changes; all are brought into sight when it does. */
  readonly pins: readonly Pin[];
  /** Joins the pins by a line in their order and keeps all of them in sight. */
  readonly isRoute?: boolean;
  onPick?(lon: number, lat: number): void;
}

export function SmallMap({ label, pins, isRoute = false, onPick }: SmallMapProps) {
  const { language, say } = useSpeech();
  const { shade } = useShade();
  const ground = useMapGround();
  const dots = useLiveState((state) => state.town?.dots_version);
  const container = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const takesPlaces = onPick !== undefined;
  const [view, setView] = useState<SmallMapView | null>(null);
  const [hasFailed, setFailed] = useState(false);

  // A map is dear to make: the shade changes the one that is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once for a language
  useEffect(() => {
    if (container.current === null || ground === null) return;
    const names = { zoomIn: say(words.zoomIn), zoomOut: say(words.zoomOut) };
    let made: SmallMapView;
    try {
      made = new SmallMapView({
        ...{ container: container.current, shade, ground, words: names },
        ...(takesPlaces ? { onPick: (lon: number, lat: number) => pick.current?.(lon, lat) } : {}),
      });
    } catch {
      setFailed(true);
      return;
    }
    setView(made);
    return () => {
      setView(null);
      made.remove();
    };
  }, [language, takesPlaces, ground]);
  useEffect(() => view?.setShade(shade), [view, shade]);
  useEffect(() => {
    if (dots !== undefined) view?.setDots(dots);
  }, [view, dots]);
  useEffect(() => {
    view?.setPins(pins);
    view?.setRoute(isRoute ? pins : []);
    const [first] = pins;
    // A person who points is not moved about.
    if (!takesPlaces || isRoute) view?.fit(pins);
    else if (first !== undefined) view?.reveal(first);
  }, [view, pins, isRoute, takesPlaces]);

  if (hasFailed) return <Alert type="warning" showIcon title={say(words.mapFailed)} />;
  return <section ref={container} className="small-map" aria-label={label} />;
}
