// Commands to devices: queued until the device has them, with what it replied.

import { z } from 'zod';
import {
  deviceCommandNameSchema,
  deviceCommandParamsSchema,
  deviceCommandStates,
  flawOfCommand,
} from '../../core/device-command.ts';
import { wordsOfIssues } from '../../core/issue-words.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found, invalid, nothingFound } from '../problem.ts';
import { idParams, instantField, noQuery, optionalField, pageFields } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['devices'];

const commandAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      device_id: z.string(),
      command: z.string(),
      params: z.record(z.string(), z.unknown()),
      state: z.enum(deviceCommandStates),
      requested_by: z.string(),
      requested_at: instantAnswer,
      expires_at: instantAnswer,
      sent_at: instantAnswer.nullable().describe('When the device acknowledged it'),
      closed_at: instantAnswer.nullable(),
      reply: z.object({ ok: z.boolean(), detail: z.string().nullable() }).nullable(),
    })
    .meta({ id: 'DeviceCommand' }),
);

const commandBody = z.looseObject({
  command: deviceCommandNameSchema,
  params: optionalField(deviceCommandParamsSchema).describe('Further fields of the body are parameters too'),
  expires_at: optionalField(instantField).describe(
    'Not sent any more from then on; in two days unless given',
  ),
});

export function deviceCommandRoutes(api: ApiApp, options: ApiOptions): void {
  const { engine, views } = options;

  api.post(
    '/devices/:id/commands',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Send a command to a device',
        description:
          'It is sent at once where the device is connected and listens on `devices/{id}/commands` (or on ' +
          'ThingsBoard’s `v1/devices/me/rpc/request/+`), else when it comes back, and expires where it does not ' +
          'come in time. A newer `set_…` command takes the place of an older one of its name that was not sent. ' +
          'A LoRaWAN device does not listen here: a flow takes the command from the live events, gives it to the ' +
          'network server and publishes the reply.',
        params: idParams,
        querystring: noQuery,
        body: commandBody,
        response: { 201: commandAnswer },
      },
    },
    async (request, reply) => {
      const { id: deviceId } = request.params;
      const { command, params = {}, expires_at: expiresAt = null, ...more } = request.body;
      const all = deviceCommandParamsSchema.safeParse({ ...more, ...params });
      if (!all.success) {
        const { zh, en } = wordsOfIssues(all.error, { ...more, ...params });
        throw invalid('params', { zh: `${zh}。`, en: `${en}.` });
      }
      const flaw = flawOfCommand(command, all.data);
      if (flaw !== null) throw invalid('interval_s', { zh: `${flaw.zh}。`, en: `${flaw.en}.` });
      const body = { deviceId, command, params: all.data, expiresAt };
      const issued = await runCommand(engine, 'device.command', actorOf(request), body);
      return reply.code(201).send(answeredJson(issued));
    },
  );

  api.get(
    '/devices/:id/commands',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Commands to a device and what it replied, newest first',
        params: idParams,
        querystring: z.strictObject({ state: z.enum(deviceCommandStates).optional(), ...pageFields }),
        response: { 200: listOf(commandAnswer) },
      },
    },
    async ({ params: { id: deviceId }, query }) => {
      found(await views.device(deviceId), 'device', deviceId);
      const { state } = query;
      return listAnswer(await views.deviceCommands({ deviceId, state, ...pageRequest(query) }));
    },
  );

  api.get(
    '/devices/:id/commands/:command_id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A command to a device',
        params: idParams.extend({ command_id: z.string().max(200) }),
        querystring: noQuery,
        response: { 200: commandAnswer },
      },
    },
    async ({ params: { id: deviceId, command_id: commandId } }) => {
      const command = await views.deviceCommand(commandId);
      if (command?.device_id === deviceId) return command;
      throw nothingFound({
        zh: `发给 ${deviceId} 的命令“${commandId}”`,
        en: `command "${commandId}" to ${deviceId}`,
      });
    },
  );
}
