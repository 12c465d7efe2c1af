// A map that needs no internet: tiles and the drawing below come from the hub, the marks from InfluxDB.
import type { MapLayerOptions } from '@grafana/schema';
import { FrameGeometrySourceMode } from '@grafana/schema';
import {
  type Options as GeomapOptions,
  MapCenterID,
  TooltipMode,
} from '@grafana/schema/dist/esm/raw/composable/geomap/panelcfg/x/GeomapPanelCfg_types.gen';
import { mapLooks } from '../../console/src/look/severity-look.ts';
import { siteCentre } from '../../console/src/look/site.ts';
import { grafana } from './influx.ts';
import { type PanelData, type PlacedPanel, panelOf } from './panel.ts';

export interface GeomapData extends PanelData {
  /** Name of the layer of marks. */
  readonly layer: string;
  /** The field that gives a mark its colour and size, and the values of the smallest and the largest mark. */
  readonly mark: { readonly field: string; readonly radius_px: readonly [least: number, most: number] };
  /** The field written beside a mark. */
  readonly label?: string;
}

/** The answer has columns `lon` and `lat`. */
export function geomapPanel({ layer, mark, label, ...data }: GeomapData): PlacedPanel {
  const [lon, lat] = siteCentre;
  const options: GeomapOptions = {
    view: { id: MapCenterID.Fit, allLayers: false, layer, lat, lon, zoom: 14, padding: 12, maxZoom: 17 },
    controls: { mouseWheelZoom: true, showAttribution: false, showScale: true, showZoom: true },
    basemap: {
      type: 'xyz',
      name: 'tiles',
      config: { url: `${grafana('hub_url')}/map/tiles/{z}/{x}/{y}.png`, attribution: '' },
    },
    layers: [ground(), marks(layer, mark, label)],
    tooltip: { mode: TooltipMode.Details },
  };
  return panelOf('geomap', data, options, {});
}

/** What the hub draws of the streets. */
function ground(): MapLayerOptions {
  return {
    type: 'geojson',
    name: 'streets',
    opacity: 0.6,
    tooltip: false,
    config: {
      src: `${grafana('hub_url')}/map/base.geojson`,
      rules: [],
      style: {
        color: { fixed: mapLooks.dark.cover },
        opacity: 0.5,
        lineWidth: 1,
        size: { fixed: 2, min: 2, max: 2 },
        symbol: { mode: 'fixed', fixed: 'img/icons/marker/circle.svg' },
      },
    },
  };
}

function marks(name: string, { field, radius_px }: GeomapData['mark'], label?: string): MapLayerOptions {
  const [least, most] = radius_px;
  return {
    type: 'markers',
    name,
    tooltip: true,
    location: { mode: FrameGeometrySourceMode.Coords, latitude: 'lat', longitude: 'lon' },
    config: {
      showLegend: true,
      style: {
        color: { field, fixed: mapLooks.dark.cover },
        opacity: 0.9,
        size: { field, fixed: least, min: least, max: most },
        symbol: { mode: 'fixed', fixed: 'img/icons/marker/circle.svg' },
        symbolAlign: { horizontal: 'center', vertical: 'center' },
        ...(label === undefined
          ? {}
          : {
              text: { mode: 'field', field: label, fixed: '' },
              textConfig: {
                fontSize: 14,
                offsetX: 0,
                offsetY: -most,
                textAlign: 'center',
                textBaseline: 'middle',
              },
            }),
      },
    },
  };
}
