// A small map of some places: shows where something is, or takes a place that a person points at.
import { type GeoJSONSource, Map as MapLibre, Marker, NavigationControl } from 'maplibre-gl';
import type { MapGround } from '../../../../core/map-ground.ts';
import type { Shade } from '../look/severity-look.ts';
import { siteCentre } from '../look/site.ts';
import { putDots } from './dot-source.ts';
import { fromGround, type LonLat, onGround } from './ground-datum.ts';
import { layers, mapStyle } from './map-style.ts';
import { nameMapWorker } from './map-worker.ts';
import { type Bounds, boundsOf } from './place-features.ts';

const padding_px = 36;
const emptyZoom = 13;
const singleZoom = 16;
const routeName = 'route';
const routeColour = '#3b8ef0';

/** A place that matters here; the others are quiet dots. */
export interface Pin {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** Such as the number of a stop. */
  readonly text?: string;
  readonly title?: string;
  /** CSS colours of the pin and of its text. */
  readonly colour: string;
  readonly ink?: string;
}

export interface SmallMapOptions {
  readonly container: HTMLElement;
  readonly shade: Shade;
  readonly ground: MapGround;
  readonly words: Readonly<Record<'zoomIn' | 'zoomOut', string>>;
  onPick?(lon: number, lat: number): void;
}

export class SmallMapView {
  readonly #map: MapLibre;
  readonly #ground: MapGround;
  #markers: readonly Marker[] = [];
  #shade: Shade;
  /** Version of the quiet dots; `null` until it is known. */
  #dots: string | null = null;
  #route: readonly Pin[] = [];

  /** Throws where the browser has no WebGL. */
  constructor({ container, shade, ground, words, onPick }: SmallMapOptions) {
    this.#ground = ground;
    this.#shade = shade;
    nameMapWorker();
    this.#map = new MapLibre({
      ...{ container, style: mapStyle(shade, ground), center: this.#at(...siteCentre), zoom: emptyZoom },
      ...{ attributionControl: false, dragRotate: false, pitchWithRotate: false },
      locale: {
        'NavigationControl.ZoomIn': words.zoomIn,
        'NavigationControl.ZoomOut': words.zoomOut,
      },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), 'top-left');
    this.#map.on('style.load', () => {
      this.#putDots();
      this.#putRoute();
    });
    if (onPick !== undefined) {
      this.#map.getCanvas().style.cursor = 'crosshair';
      this.#map.on('click', ({ lngLat }) => onPick(...fromGround(ground.datum, lngLat.lng, lngLat.lat)));
    }
  }

  setShade(shade: Shade): void {
    this.#shade = shade;
    this.#map.setStyle(mapStyle(shade, this.#ground), { diff: false });
  }

  /** The town's quiet dots, to find one's way by. */
  setDots(version: string): void {
    this.#dots = version;
    this.#putDots();
  }

  setPins(pins: readonly Pin[]): void {
    for (const marker of this.#markers) marker.remove();
    this.#markers = pins.map(({ lon, lat, text, title, colour, ink = '' }) => {
      const element = document.createElement('span');
      element.className = text === undefined ? 'map-pin' : 'map-pin has-text';
      element.textContent = text ?? '';
      element.style.background = colour;
      element.style.color = ink;
      if (title !== undefined) element.title = title;
      return new Marker({ element }).setLngLat(this.#at(lon, lat)).addTo(this.#map);
    });
  }

  /** A line from pin to pin; none for fewer than two. */
  setRoute(stops: readonly Pin[]): void {
    this.#route = stops;
    this.#putRoute();
  }

  /** Has all pins in sight. */
  fit(pins: readonly Pin[]): void {
    const [first] = pins;
    if (first === undefined) return;
    if (pins.length === 1) this.#map.jumpTo({ center: this.#at(first.lon, first.lat), zoom: singleZoom });
    else {
      const bounds = boundsOf(pins);
      if (bounds !== null) this.#fitBounds(bounds);
    }
  }

  /** Brings a pin into sight that is out of it, and moves nothing else. */
  reveal({ lon, lat }: Pin): void {
    const place = this.#at(lon, lat);
    if (!this.#map.getBounds().contains(place)) this.#map.jumpTo({ center: place });
  }

  remove(): void {
    for (const marker of this.#markers) marker.remove();
    this.#map.remove();
  }

  /** A style that is not loaded takes nothing. */
  get #hasStyle(): boolean {
    return this.#map.getLayer(layers.alarmed) !== undefined;
  }

  #at(lon: number, lat: number): LonLat {
    return onGround(this.#ground.datum, lon, lat);
  }

  #fitBounds([west, south, east, north]: Bounds): void {
    this.#map.fitBounds([this.#at(west, south), this.#at(east, north)], {
      padding: padding_px,
      maxZoom: singleZoom,
      animate: false,
    });
  }

  /** The line lies over the style, which a change of shade replaces. */
  #putRoute(): void {
    if (!this.#hasStyle) return;
    const line = this.#route.map(({ lon, lat }) => this.#at(lon, lat));
    const data = {
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: line },
    } as const;
    const known = this.#map.getSource<GeoJSONSource>(routeName);
    if (known !== undefined) {
      known.setData(data);
      return;
    }
    if (line.length < 2) return;
    this.#map.addSource(routeName, { type: 'geojson', data });
    this.#map.addLayer({
      ...{ id: routeName, type: 'line', source: routeName },
      paint: { 'line-color': routeColour, 'line-width': 2.5, 'line-dasharray': [2, 1] },
    });
  }

  #putDots(): void {
    if (this.#hasStyle && this.#dots !== null) putDots(this.#map, this.#dots, this.#shade, this.#ground);
  }
}
