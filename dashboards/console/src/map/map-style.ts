// The map's style: a ground, and what is wrong on it; the quiet dots come into it once they are known.
import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { MapGround } from '../../../../core/map-ground.ts';
import { mapLooks, type Shade, severityLooks } from '../look/severity-look.ts';
import { rankOf } from '../look/severity-rank.ts';

export const sources = {
  streets: 'streets',
  dots: 'dots',
  alarmed: 'alarmed',
  selected: 'selected',
} as const;
export const layers = { ground: 'ground', ...sources } as const;

const nothing = { type: 'FeatureCollection', features: [] } as const;

const severityFill: ExpressionSpecification = [
  'match',
  ['get', 'rank'],
  rankOf('red'),
  severityLooks.red.fill,
  rankOf('orange'),
  severityLooks.orange.fill,
  rankOf('yellow'),
  severityLooks.yellow.fill,
  severityLooks.blue.fill,
];

/** Worse is larger too, so that colour does not speak alone. */
function alarmedRadius_px(factor: number): ExpressionSpecification {
  return ['*', factor, ['+', 1.6, ['*', 0.6, ['get', 'rank']]]];
}

/** Deepest zoom of most servers' tiles; beyond it they are drawn larger. */
const deepestTile = 18;
/** Bright pictures would drown what stands on them in the dark. */
const dimmed = { 'raster-brightness-max': 0.38, 'raster-saturation': -0.5 } as const;
/** Dots on pictures, which are busier than a plain ground. */
const dotsOnTiles = { dark: '#dbe6f0', light: '#3f4c58' } as const satisfies Record<Shade, string>;
const drawing = 'drawing';
/** The city's own drawing has lines and faces too, which are for other maps. */
const isDots: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['Point', 'MultiPoint']]];

function groundSources({ tiles, drawing: address }: MapGround): StyleSpecification['sources'] {
  const pictures = tiles.map((template, index) => [
    `tiles-${index}`,
    { type: 'raster', tiles: [absolute(template)], tileSize: 256, maxzoom: deepestTile } as const,
  ]);
  const drawn = address === null ? [] : [[drawing, { type: 'geojson', data: absolute(address) } as const]];
  return Object.fromEntries([...pictures, ...drawn]);
}

function groundLayers({ tiles, datum, drawing: address }: MapGround, shade: Shade): LayerSpecification[] {
  const look = mapLooks[shade];
  const pictures = tiles.map((_, index): LayerSpecification => {
    const name = `tiles-${index}`;
    return { id: name, type: 'raster', source: name, paint: shade === 'dark' ? dimmed : {} };
  });
  // The drawing is in WGS-84, and would not lie on pictures of another datum.
  if (address === null || (datum !== 'wgs84' && tiles.length > 0)) return pictures;
  return [
    ...pictures,
    {
      ...{ id: drawing, type: 'line', source: drawing },
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': look.cover, 'line-opacity': 0.55, 'line-width': 1.2 },
    },
  ];
}

/** As the map's worker needs it, which has no page to start from. */
function absolute(address: string): string {
  return address.startsWith('/') ? `${location.origin}${address}` : address;
}

function quietPaint(shade: Shade, ground: MapGround): CircleLayerSpecification['paint'] & object {
  return {
    'circle-color': ground.tiles.length > 0 ? dotsOnTiles[shade] : mapLooks[shade].cover,
    'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 1, 14, 2.2, 17, 6],
  };
}

/** Of the quiet points. Their source comes later, for its address names their version. */
export function dotLayer(shade: Shade, ground: MapGround): LayerSpecification {
  return {
    ...{ id: layers.dots, type: 'circle', source: sources.dots, 'source-layer': sources.dots },
    paint: quietPaint(shade, ground),
  };
}

/** @param streets address of a drawing whose dots trace the streets, where no login shows more. */
export function mapStyle(shade: Shade, ground: MapGround, streets: string | null = null): StyleSpecification {
  const look = mapLooks[shade];
  return {
    version: 8,
    sources: {
      ...groundSources(ground),
      // Read by the map's own thread: a large town has a hundred thousand of them.
      [sources.streets]: { type: 'geojson', data: streets === null ? nothing : absolute(streets) },
      [sources.alarmed]: { type: 'geojson', data: nothing },
      [sources.selected]: { type: 'geojson', data: nothing },
    },
    layers: [
      { id: layers.ground, type: 'background', paint: { 'background-color': look.ground } },
      ...groundLayers(ground, shade),
      {
        ...{ id: layers.streets, type: 'circle', source: sources.streets, filter: isDots },
        paint: quietPaint(shade, ground),
      },
      {
        id: layers.alarmed,
        type: 'circle',
        source: sources.alarmed,
        layout: { 'circle-sort-key': ['get', 'rank'] },
        paint: {
          'circle-color': severityFill,
          'circle-radius': [
            'interpolate',
            ['linear'],
            ['zoom'],
            11,
            alarmedRadius_px(1),
            14,
            alarmedRadius_px(1.9),
            17,
            alarmedRadius_px(3.4),
          ],
          'circle-stroke-color': look.edge,
          // Far out, where alarms stand close, an edge would be all that is seen of them.
          'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 10, 0.2, 12, 1],
        },
      },
      {
        id: layers.selected,
        type: 'circle',
        source: sources.selected,
        paint: {
          'circle-color': 'rgba(0, 0, 0, 0)',
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 9, 17, 20],
          'circle-stroke-color': look.ring,
          'circle-stroke-width': 2,
        },
      },
    ],
  };
}
