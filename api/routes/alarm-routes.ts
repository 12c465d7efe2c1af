// Alarms: the list, one with what decided it, and what an operator does about it.
import { z } from 'zod';
import { commandBodies } from '../../core/commands.ts';
import { labelSchema } from '../../core/label.ts';
import type { Json } from '../../core/ports.ts';
import { severitySchema } from '../../core/severity.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found } from '../problem.ts';
import {
  filterField,
  idParams,
  instantField,
  noQuery,
  optionalField,
  pageFields,
  wordsField,
} from '../request-fields.ts';
import { wordsOfExplained } from '../rule-json.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['alarms'];
const conditionField = z.enum(['active', 'cleared']);

const alarmFields = z.looseObject({
  id: z.string(),
  rule_id: z.string(),
  rule_version: z.number().int().describe('Of the rule that decided its severity'),
  title: z.string(),
  point_id: z.string().nullable(),
  device_id: z.string(),
  severity: severitySchema,
  peak_severity: severitySchema,
  condition: conditionField,
  acknowledged: z.boolean(),
  acknowledged_by: z.string().nullable(),
  shelved_until: instantAnswer.nullable(),
  suppressed_by: z.string().nullable(),
  raised_at: instantAnswer.describe('Event time'),
  detected_at: instantAnswer.describe('When the hub knew'),
  cleared_at: instantAnswer.nullable(),
  value: z.number(),
  peak_value: z.number(),
  unit: z.string(),
  case_id: z.string().nullable(),
});
const alarmAnswer = shown(alarmFields.meta({ id: 'Alarm' }));

const explanationAnswer = z
  .looseObject({
    rule_version: z.number(),
    rule_kind: z.string(),
    reason: z.string(),
    settings: z.record(z.string(), z.unknown()),
    rule_words: z.array(labelSchema).describe('What the rule does with these settings, in sentences'),
    samples: z.array(
      z.object({
        measured_at: instantAnswer,
        metric: z.string().optional().describe('Where the rule looks at several'),
        value: z.number(),
        flags: z.array(z.string()),
      }),
    ),
  })
  .describe('The samples, rule version and timers that decided it');
const explainedAlarmAnswer = shown(
  alarmFields.extend({ explanation: explanationAnswer }).meta({ id: 'ExplainedAlarm' }),
);

export function alarmRoutes(api: ApiApp, { engine, views }: ApiOptions): void {
  api.get(
    '/alarms',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Alarms, newest first',
        querystring: z.strictObject({
          condition: conditionField.optional(),
          severity: severitySchema.optional(),
          rule_id: filterField.optional(),
          point_id: filterField.optional(),
          device_id: filterField.optional(),
          suppressed_by: filterField.optional().describe('What holds it back, such as a rainstorm'),
          ...pageFields,
        }),
        response: { 200: listOf(alarmAnswer) },
      },
    },
    async ({ query }) => {
      const { condition, severity, rule_id: ruleId, point_id: pointId, device_id: deviceId } = query;
      const subject = { ruleId, pointId, deviceId, suppressedBy: query.suppressed_by };
      return listAnswer(await views.alarms({ condition, severity, ...subject, ...pageRequest(query) }));
    },
  );

  api.get(
    '/alarms/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'An alarm and what decided it',
        params: idParams,
        querystring: noQuery,
        response: { 200: explainedAlarmAnswer },
      },
    },
    async ({ params: { id } }) => {
      const alarm = found(await views.alarm(id), 'alarm', id);
      const explanation = { ...(alarm.explanation as Json), rule_words: wordsOfExplained(alarm) };
      return { ...alarm, explanation };
    },
  );

  api.post(
    '/alarms/:id/actions',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Acknowledge, shelve, unshelve or comment on an alarm',
        description: 'To shelve needs `until` and `reason`; a comment is written in `reason`.',
        params: idParams,
        querystring: noQuery,
        body: z.strictObject({
          action: commandBodies['alarm.act'].shape.action,
          until: optionalField(instantField),
          reason: optionalField(wordsField),
        }),
        response: { 200: alarmAnswer },
      },
    },
    async (request) => {
      const body = { alarmId: request.params.id, ...request.body };
      return answeredJson(await runCommand(engine, 'alarm.act', actorOf(request), body));
    },
  );
}
