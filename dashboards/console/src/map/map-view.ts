// The map itself, apart from React: it is told what to show and tells which point was chosen.
import {
  type GeoJSONSource,
  type MapGeoJSONFeature,
  Map as MapLibre,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
} from 'maplibre-gl';
import type { MapGround } from '../../../../core/map-ground.ts';
import { drawerWidth_px } from '../look/measures.ts';
import type { Shade } from '../look/severity-look.ts';
import { siteCentre } from '../look/site.ts';
import { putDots } from './dot-source.ts';
import { collectionOnGround, onGround } from './ground-datum.ts';
import { layers, mapStyle, sources } from './map-style.ts';
import { nameMapWorker } from './map-worker.ts';
import { marksInSight } from './marks-in-sight.ts';
import type { Bounds, PlaceCollection } from './place-features.ts';
import { type MarkContent, PlaceMark } from './place-mark.ts';
import { RedrawPace } from './redraw-pace.ts';

/** A finger's or a shaky hand's width around a dot. */
const reach_px = 7;
const padding_px = 48;
/** The legend in the lower left corner with half a mark beside it; on maps that are narrower it is not there. */
const legendPadding_px = 160;
const legendFrom_px = 640;
const emptyZoom = 13;
/** Names stand beside the marks from here on; below they would cover each other. */
const namesZoom = 13.4;

export interface MapViewOptions {
  readonly container: HTMLElement;
  readonly shade: Shade;
  readonly ground: MapGround;
  /** Address of a drawing whose dots trace the streets; none unless given. */
  readonly streets?: string;
  readonly words: Readonly<Record<'zoomIn' | 'zoomOut', string>>;
  onSelect(pointId: string | null): void;
}

type SourceName = typeof sources.alarmed | typeof sources.selected;

export class MapView {
  readonly #map: MapLibre;
  readonly #ground: MapGround;
  readonly #streets: string | null;
  #shade: Shade;
  /** Version of the quiet dots; `null` until it is known. */
  #dots: string | null = null;
  readonly #onSelect: MapViewOptions['onSelect'];
  readonly #data = new Map<SourceName, PlaceCollection>();
  /** What each source was given last. */
  readonly #put = new WeakMap<GeoJSONSource, PlaceCollection>();
  #putTimer: ReturnType<typeof setTimeout> | null = null;
  /** Each time that dots change costs the whole map. */
  readonly #pace = new RedrawPace();
  readonly #marks = new Map<string, PlaceMark>();
  #contents: readonly MarkContent[] = [];
  #hasFitted = false;

  /** Throws where the browser has no WebGL. */
  constructor({ container, shade, ground, streets, words, onSelect }: MapViewOptions) {
    this.#streets = streets ?? null;
    this.#ground = ground;
    this.#shade = shade;
    this.#onSelect = onSelect;
    nameMapWorker();
    this.#map = new MapLibre({
      container,
      style: mapStyle(shade, ground, this.#streets),
      center: onGround(ground.datum, ...siteCentre),
      zoom: emptyZoom,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      locale: {
        'NavigationControl.ZoomIn': words.zoomIn,
        'NavigationControl.ZoomOut': words.zoomOut,
      },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-left');
    this.#map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-right');
    this.#map.on('style.load', () => this.#putData());
    this.#map.on('idle', () => this.#pace.settled(performance.now()));
    this.#map.on('click', (event) => this.#click(event));
    this.#map.on('mousemove', (event) => {
      this.#map.getCanvas().style.cursor = this.#placeAt(event) === null ? '' : 'pointer';
    });
    this.#map.on('zoom', () => this.#showNames());
    this.#map.on('moveend', () => this.#putMarks());
    this.#showNames();
  }

  setShade(shade: Shade): void {
    this.#shade = shade;
    this.#map.setStyle(mapStyle(shade, this.#ground, this.#streets), { diff: false });
  }

  /** @param version of the quiet dots. */
  setDots(version: string): void {
    this.#dots = version;
    this.#putData();
  }

  setPlaces(name: SourceName, data: PlaceCollection): void {
    this.#data.set(name, collectionOnGround(this.#ground.datum, data));
    // What a person has just chosen is shown at once.
    if (name === sources.selected) this.#putData();
    else this.#putTimer ??= setTimeout(() => this.#putData(), this.#pace.pause_ms);
  }

  /** Those that matter most come first; far out the others are dots. */
  setMarks(contents: readonly MarkContent[]): void {
    this.#contents = contents.map((content) => {
      const [lon, lat] = onGround(this.#ground.datum, content.lon, content.lat);
      return { ...content, lon, lat };
    });
    this.#putMarks();
  }

  #putMarks(): void {
    const gone = new Set(this.#marks.keys());
    for (const content of marksInSight(this.#contents, this.#map.getBounds())) {
      gone.delete(content.id);
      const known = this.#marks.get(content.id);
      if (known !== undefined) known.update(content);
      else {
        const mark = new PlaceMark(content, this.#onSelect);
        mark.marker.addTo(this.#map);
        this.#marks.set(content.id, mark);
      }
    }
    for (const id of gone) {
      this.#marks.get(id)?.remove();
      this.#marks.delete(id);
    }
  }

  /** Shows all of it: the first time by itself, later only when `isAsked`. */
  fit(bounds: Bounds, isAsked: boolean): void {
    if (this.#hasFitted && !isAsked) return;
    const { datum } = this.#ground;
    const [west, south, east, north] = bounds;
    const shown = [onGround(datum, west, south), onGround(datum, east, north)] as const;
    const hasLegend = this.#map.getContainer().clientWidth >= legendFrom_px;
    const around = { top: padding_px, right: padding_px, bottom: padding_px, left: padding_px };
    const padding = hasLegend ? { ...around, left: legendPadding_px } : around;
    this.#map.fitBounds([...shown], { padding, maxZoom: 16, animate: this.#hasFitted });
    this.#hasFitted = true;
  }

  /** Has the place in sight beside the drawer; does not move where it is. */
  reveal(lon: number, lat: number): void {
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    // On a narrow page the drawer covers the whole map, and there is no place beside it.
    const free_px = width > 2 * padding_px + drawerWidth_px ? width - drawerWidth_px : width;
    const place = onGround(this.#ground.datum, lon, lat);
    const { x, y } = this.#map.project(place);
    const isInSight = x > padding_px && x < free_px - padding_px && y > padding_px && y < height - padding_px;
    if (!isInSight) this.#map.easeTo({ center: place, offset: [(free_px - width) / 2, 0] });
  }

  remove(): void {
    if (this.#putTimer !== null) clearTimeout(this.#putTimer);
    for (const mark of this.#marks.values()) mark.remove();
    this.#map.remove();
  }

  /** What the map has already costs nothing; a new style has nothing. */
  #putData(): void {
    if (this.#putTimer !== null) clearTimeout(this.#putTimer);
    this.#putTimer = null;
    // A style that is not loaded takes nothing, and asks when it is.
    if (this.#map.getLayer(layers.alarmed) === undefined) return;
    if (this.#dots !== null) putDots(this.#map, this.#dots, this.#shade, this.#ground);
    for (const [name, data] of this.#data) {
      const source = this.#map.getSource<GeoJSONSource>(name);
      if (source === undefined || this.#put.get(source) === data) continue;
      source.setData(data);
      this.#pace.begun(performance.now());
      this.#put.set(source, data);
    }
  }

  #click(event: MapMouseEvent): void {
    this.#onSelect(this.#placeAt(event));
  }

  /** The nearest dot within reach, one in alarm first. */
  #placeAt({ point }: MapMouseEvent): string | null {
    const found = [layers.alarmed, layers.dots].filter((layer) => this.#map.getLayer(layer) !== undefined);
    for (const layer of found) {
      const hits = this.#map.queryRenderedFeatures(
        [
          [point.x - reach_px, point.y - reach_px],
          [point.x + reach_px, point.y + reach_px],
        ],
        { layers: [layer] },
      );
      const nearest = hits
        .map((hit) => ({
          id: hit.properties.id as unknown,
          distance: this.#distance_px(hit.geometry, point),
        }))
        .sort((a, b) => a.distance - b.distance)[0];
      if (typeof nearest?.id === 'string') return nearest.id;
    }
    return null;
  }

  #distance_px(
    geometry: MapGeoJSONFeature['geometry'],
    to: { readonly x: number; readonly y: number },
  ): number {
    if (geometry.type !== 'Point') return Number.POSITIVE_INFINITY;
    const [lon = 0, lat = 0] = geometry.coordinates;
    const { x, y } = this.#map.project([lon, lat]);
    return Math.hypot(x - to.x, y - to.y);
  }

  #showNames(): void {
    this.#map.getContainer().classList.toggle('shows-names', this.#map.getZoom() >= namesZoom);
  }
}
