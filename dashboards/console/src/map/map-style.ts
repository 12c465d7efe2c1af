// The map's style: a ground and dots, nothing from the network.
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { mapLooks, type Shade, severityLooks } from '../look/severity-look.ts';
import { rankOf } from '../look/severity-rank.ts';

export const sources = { dots: 'dots', alarmed: 'alarmed', selected: 'selected' } as const;
export const layers = { ground: 'ground', dots: 'dots', alarmed: 'alarmed', selected: 'selected' } as const;

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

export function mapStyle(shade: Shade): StyleSpecification {
  const look = mapLooks[shade];
  return {
    version: 8,
    sources: {
      [sources.dots]: { type: 'geojson', data: nothing },
      [sources.alarmed]: { type: 'geojson', data: nothing },
      [sources.selected]: { type: 'geojson', data: nothing },
    },
    layers: [
      { id: layers.ground, type: 'background', paint: { 'background-color': look.ground } },
      {
        id: layers.dots,
        type: 'circle',
        source: sources.dots,
        paint: {
          'circle-color': look.cover,
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 1, 14, 2.2, 17, 6],
        },
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
          'circle-stroke-width': 1,
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
