// Active alarms as GeoJSON (RFC 7946), for other programs' maps: what is wrong where, and no device, unit or case.
import { z } from 'zod';
import { pointKinds } from '../../core/registry.ts';
import { severitySchema } from '../../core/severity.ts';
import { formatInstant } from '../../core/time.ts';
import { instantAnswer } from '../answer-schemas.ts';
import type { PublicAlarm } from './public-alarms.ts';

const alarmFeature = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.object({ type: z.literal('Point'), coordinates: z.array(z.number()) }),
  properties: z.object({
    id: z.string(),
    rule_id: z.string(),
    title: z.string(),
    titles: z.object({ zh: z.string(), en: z.string() }),
    category: z.string(),
    severity: severitySchema,
    peak_severity: severitySchema,
    condition: z.literal('active'),
    confident: z.boolean().describe('False where it rests on readings in doubt'),
    value: z.number(),
    peak_value: z.number(),
    unit: z.string(),
    raised_at: instantAnswer,
    point_id: z.string(),
    point_name: z.string(),
    point_kind: z.enum(pointKinds),
    address: z.string().nullable(),
  }),
});

export const alarmCollection = z
  .object({ type: z.literal('FeatureCollection'), features: z.array(alarmFeature) })
  .meta({ id: 'AlarmCollection' });

function featureOf(alarm: PublicAlarm): z.infer<typeof alarmFeature> {
  const { place } = alarm;
  return {
    type: 'Feature',
    id: alarm.id,
    geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
    properties: {
      id: alarm.id,
      rule_id: alarm.ruleId,
      title: alarm.title.zh,
      titles: alarm.title,
      category: alarm.category,
      severity: alarm.severity,
      peak_severity: alarm.peakSeverity,
      condition: 'active',
      confident: alarm.confident,
      value: alarm.value,
      peak_value: alarm.peakValue,
      unit: alarm.unit,
      raised_at: formatInstant(alarm.raisedAt),
      point_id: place.id,
      point_name: place.name,
      point_kind: place.kind,
      address: place.address,
    },
  };
}

export function alarmFeatures(alarms: readonly PublicAlarm[]): z.infer<typeof alarmCollection> {
  const active = alarms.filter((alarm) => alarm.clearedAt === null);
  return { type: 'FeatureCollection', features: active.map(featureOf) };
}
