// Which devices a request speaks of: the filters that their list and their counts share.
import { z } from 'zod';
import type { DeviceChoice } from '../core/device-choice.ts';
import { statusReasons } from '../core/effects.ts';
import { filterField } from './request-fields.ts';

export const deviceChoiceFields = {
  reason: z.enum(statusReasons).optional().describe('Why it has its status'),
  profile: filterField.optional(),
  unit: filterField.optional().describe('A unit that maintains, owns or supervises the point'),
  point_id: filterField.optional(),
  basin: filterField.optional().describe('Of its point'),
  gateway: filterField.optional(),
  outage_id: filterField.optional().describe('Devices whose silence this outage explains'),
  search: filterField.optional().describe('A part of its id or DevEUI'),
};

const choiceQuery = z.object(deviceChoiceFields);

export function deviceChoice(query: z.infer<typeof choiceQuery>): DeviceChoice {
  const { point_id: pointId, outage_id: outageId, reason, profile, unit, basin, gateway, search } = query;
  return { reason, profile, unit, pointId, basin, gateway, outageId, search };
}
