// Which devices a request speaks of: the filters that their list and their counts share.
import { z } from 'zod';
import type { DeviceChoice } from '../core/device-choice.ts';
import { statusReasons } from '../core/effects.ts';
import { pointKinds } from '../core/registry.ts';
import { filterField } from './request-fields.ts';

export const deviceChoiceFields = {
  reason: z.enum(statusReasons).optional().describe('Why it has its status'),
  profile: filterField.optional(),
  unit: filterField.optional().describe('A unit that maintains, owns or supervises the point'),
  point_id: filterField.optional(),
  point_kind: z.enum(pointKinds).optional().describe('What stands at its point'),
  basin: filterField.optional().describe('Of its point'),
  gateway: filterField.optional(),
  outage_id: filterField.optional().describe('Devices whose silence this outage explains'),
  search: filterField.optional().describe('A part of its id or DevEUI'),
};

const choiceQuery = z.object(deviceChoiceFields);

export function deviceChoice(query: z.infer<typeof choiceQuery>): DeviceChoice {
  const { point_id: pointId, point_kind: pointKind, outage_id: outageId, ...choice } = query;
  const { reason, profile, unit, basin, gateway, search } = choice;
  return { reason, profile, unit, pointId, pointKind, basin, gateway, outageId, search };
}
