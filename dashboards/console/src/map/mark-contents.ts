// What the marks of flood and rain points say.
import type { Label } from '../../../../core/label.ts';
import type { Severity } from '../../../../core/severity.ts';
import type { FloodPoint } from '../lists/flood-order.ts';
import { latestKey } from '../live/live-event.ts';
import type { LiveState, Place } from '../live/live-state.ts';
import { depthInCm, figure, noFigure } from '../words/figures.ts';
import { alarmLevelWords } from '../words/words.ts';
import type { MarkContent } from './place-mark.ts';

type Say = (label: Label) => string;

export function floodMark(flood: FloodPoint, selected: string | null, say: Say): MarkContent {
  const { place, depth_mm, severity } = flood;
  const value = `${depthInCm(depth_mm)} cm`;
  return markOf(place, 'flood', value, severity, selected, say);
}

export function rainMarks(
  { places, devices, latest }: Pick<LiveState, 'places' | 'devices' | 'latest'>,
  worst: ReadonlyMap<string, Severity>,
  selected: string | null,
  say: Say,
): MarkContent[] {
  const rain = new Map<string, Place>();
  const rainByPoint = new Map<string, number>();
  for (const place of places.values()) {
    if (place.kind !== 'rain') continue;
    rain.set(place.id, place);
    if (place.rain_mm !== undefined) rainByPoint.set(place.id, place.rain_mm);
  }
  for (const device of devices.values()) {
    // Of ten thousand devices a few measure rain, and this is done at every change.
    if (device.point_id === null || !rain.has(device.point_id)) continue;
    const reading = latest.get(latestKey(device.id, 'rain_mm'));
    if (reading !== undefined) rainByPoint.set(device.point_id, reading.value);
  }
  return [...rain.values()].map((place) => {
    const rain_mm = rainByPoint.get(place.id);
    const value = rain_mm === undefined ? noFigure : figure(rain_mm, 'mm');
    return markOf(place, 'rain', value, worst.get(place.id) ?? null, selected, say);
  });
}

function markOf(
  { id, name, lon, lat }: FloodPoint['place'],
  kind: MarkContent['kind'],
  value: string,
  severity: Severity | null,
  selected: string | null,
  say: Say,
): MarkContent {
  // Begins as the mark looks, so that who speaks to the page can name what they see.
  const label = [value, name, severity === null ? '' : say(alarmLevelWords(severity))]
    .filter((part) => part !== '')
    .join(', ');
  return { id, kind, lon, lat, name, value, severity, label, isSelected: id === selected };
}
